aws cloudwatch put-metric-alarm --alarm-name errors --namespace App --metric-name errors --statistic Sum --period 60 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanThreshold
aws cloudwatch put-composite-alarm --alarm-name shop --alarm-rule 'ALARM(errors) OR INSUFFICIENT_DATA(errors)'
equal ALARM "$(aws cloudwatch describe-alarms --alarm-types CompositeAlarm --query 'CompositeAlarms[0].StateValue' --output text)"
fails 'do not exist' aws cloudwatch put-composite-alarm --alarm-name bad --alarm-rule 'ALARM(none)'
aws cloudwatch put-dashboard --dashboard-name main --dashboard-body '{"widgets":[]}' > /dev/null
equal '{"widgets":[]}' "$(aws cloudwatch get-dashboard --dashboard-name main --query DashboardBody --output text)"
aws cloudwatch delete-dashboards --dashboard-names main
fails 'ResourceNotFound\|DashboardNotFoundError' aws cloudwatch get-dashboard --dashboard-name main
