"""Children who wait for their guardian, and what guardians consented to."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Children who wait for their guardian, and what guardians consented to."""

    dependencies = [
        ('accounts', '0011_role_changes_security'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChildSignUp',
            fields=[
                ('key', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='child', serialize=False, to='accounts.invitationkey')),
                ('email', models.EmailField(max_length=254)),
                ('password', models.CharField(max_length=128)),
                ('guardian_email', models.EmailField(blank=True, max_length=254)),
                ('fourteen_on', models.DateField()),
                ('asked_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='GuardianConsent',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='consent', serialize=False, to='accounts.person')),
                ('guardian_name', models.CharField(max_length=60)),
                ('relation', models.CharField(choices=[('mother', '어머니'), ('father', '아버지'), ('guardian', '후견인')], max_length=10)),
                ('way', models.CharField(choices=[('link', '이메일로 받은 주소에서'), ('paper', '학교에 낸 종이 동의서로')], max_length=10)),
                ('link_hash', models.CharField(max_length=64, null=True, unique=True)),
                ('fourteen_on', models.DateField()),
                ('consented_at', models.DateTimeField()),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
            ],
        ),
    ]
