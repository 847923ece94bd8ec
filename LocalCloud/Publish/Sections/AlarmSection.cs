using System.Globalization;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>Alarms: they tell the topic of the parameter AlarmTopicArn, and are only shown without one.</summary>
static class AlarmSection
{
    public static void Write(PublishPlan plan, TemplateDocument document)
    {
        document.Parameter("AlarmTopicArn", "{ Type: String, Default: '', Description: 'ARN of the SNS topic that alarms go to; empty: alarms are shown only' }");
        document.Condition("HasAlarmTopic", "!Not [!Equals [!Ref AlarmTopicArn, '']]");
        var section = document.Section("Alarms");
        foreach (var queue in DeadLetterQueues(document))
            Alarm(section, $"{queue}Alarm", $"Messages lie in {queue}", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", "QueueName", $"!GetAtt {queue}.QueueName", 0, 60, 1);
        foreach (var function in plan.Functions)
        {
            Alarm(section, $"{function.Id}ErrorsAlarm", $"{function.Name} fails", "AWS/Lambda", "Errors", "Sum", "FunctionName", $"!Ref {function.FunctionId}", 0, 300, 1);
            Alarm(section, $"{function.Id}ThrottlesAlarm", $"{function.Name} is throttled", "AWS/Lambda", "Throttles", "Sum", "FunctionName", $"!Ref {function.FunctionId}", 0, 300, 1);
            // Four fifths of the time-out: before requests are cut off
            Alarm(section, $"{function.Id}DurationAlarm", $"The slowest hundredth of {function.Name} comes close to its time-out", "AWS/Lambda", "Duration", "p99", "FunctionName", $"!Ref {function.FunctionId}", function.Timeout * 800, 300, 3);
        }
        foreach (var database in plan.Databases)
            Alarm(section, $"{database.InstanceId}ConnectionsAlarm", $"{database.Name} is short of connections", "AWS/RDS", "DatabaseConnections", "Maximum", "DBInstanceIdentifier", $"!Ref {database.InstanceId}", "!Ref DatabaseConnectionsAlarm", 60, 5);
        if (plan.Databases.Count > 0)
            document.Parameter("DatabaseConnectionsAlarm", "{ Type: Number, Default: 60, Description: 'Connections to the database above which an alarm is raised (a db.t4g.micro takes about 80)' }");
    }

    static IEnumerable<string> DeadLetterQueues(TemplateDocument document)
    {
        var targets = document.Resources.SelectMany(r => Cfn.Mentions(r.Properties["RedrivePolicy"])
            .Concat(r.Type == "AWS::Lambda::EventInvokeConfig" ? Cfn.Mentions(r.Properties["DestinationConfig"]?["OnFailure"]) : [])
            .Concat(r.Type == "AWS::Events::Rule" ? Cfn.Mentions(r.Properties["Targets"]) : [])).ToHashSet();
        var sources = document.Resources.Where(r => r.Type == "AWS::Lambda::EventSourceMapping").SelectMany(r => Cfn.Mentions(r.Properties["EventSourceArn"])).ToHashSet();
        return document.Resources.Where(r => r.Type == "AWS::SQS::Queue" && targets.Contains(r.Id) && !sources.Contains(r.Id)
            && !r.Properties.ContainsKey("RedrivePolicy")).Select(r => r.Id).ToList();
    }

    static void Alarm(TemplateSection section, string id, string description, string space, string metric, string statistic, string dimension, string value, object threshold, int period, int periods) =>
        section.Add(id, null, $$"""
            Type: AWS::CloudWatch::Alarm
            Properties:
              AlarmDescription: {{description}}
              Namespace: {{space}}
              MetricName: {{metric}}
              {{(statistic.StartsWith('p') ? "ExtendedStatistic" : "Statistic")}}: {{statistic}}
              Dimensions:
                - Name: {{dimension}}
                  Value: {{value}}
              Period: {{period}}
              EvaluationPeriods: {{periods}}
              Threshold: {{Convert.ToString(threshold, CultureInfo.InvariantCulture)}}
              ComparisonOperator: GreaterThanThreshold
              TreatMissingData: notBreaching
              AlarmActions: !If [HasAlarmTopic, [!Ref AlarmTopicArn], !Ref AWS::NoValue]
            """);
}
