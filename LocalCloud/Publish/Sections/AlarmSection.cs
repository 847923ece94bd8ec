using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>Alarms, and the topic that they tell: the one of the parameter AlarmTopicArn, or one that is made.</summary>
internal static class AlarmSection
{
    private static readonly (string Parameter, string Yaml)[] Thresholds =
    [
        (
            "ApiErrorRateAlarm",
            """
            Type: Number
            Default: 0.01
            MinValue: 0
            MaxValue: 1
            Description: An alarm is raised when more of the answers are 5xx (1 is all of them)
            """
        ),
        (
            "ApiLatencyAlarm",
            """
            Type: Number
            Default: 3000
            MinValue: 1
            Description: An alarm is raised when the slowest hundredth of the requests takes more milliseconds
            """
        ),
        (
            "QueueAgeAlarm",
            """
            Type: Number
            Default: 300
            MinValue: 1
            Description: An alarm is raised when the oldest message of a queue has waited for more seconds
            """
        ),
        (
            "DatabaseConnectionsAlarm",
            """
            Type: Number
            Default: 60
            Description: An alarm is raised when a database has more connections (a db.t4g.micro takes about 80)
            """
        ),
    ];

    public static void Write(PublishPlan plan, TemplateDocument document)
    {
        var alarms = Alarms.Of(plan, document).ToList();
        if (alarms.Count == 0)
            return;
        var section = document.Section("Alarms");
        Topic(document, section);
        foreach (var (parameter, yaml) in Thresholds.Where(t => alarms.Exists(a => a.Threshold == $"!Ref {t.Parameter}")))
            document.Parameter(parameter, yaml);
        foreach (var alarm in alarms)
            alarm.Write(section);
    }

    private static void Topic(TemplateDocument document, TemplateSection section)
    {
        document.Parameter(
            "AlarmTopicArn",
            """
            { Type: String, Default: '', Description: 'ARN of the SNS topic that alarms go to; empty: one is made' }
            """
        );
        document.Parameter(
            "AlarmEmail",
            """
            Type: String
            Default: ''
            Description: 'Who gets the alarms of the topic that is made by mail, once it is confirmed; empty: nobody'
            """
        );
        document.Condition("HasAlarmTopic", "!Not [!Equals [!Ref AlarmTopicArn, '']]");
        document.Condition("MakesAlarmTopic", "!Equals [!Ref AlarmTopicArn, '']");
        document.Condition("HasAlarmEmail", "!And [!Condition MakesAlarmTopic, !Not [!Equals [!Ref AlarmEmail, '']]]");
        section.Add(
            "AlarmTopic",
            "SNS's own policy lets alarms of the same account publish",
            """
            Type: AWS::SNS::Topic
            Condition: MakesAlarmTopic
            """
        );
        section.Add(
            "AlarmSubscription",
            null,
            """
            Type: AWS::SNS::Subscription
            Condition: HasAlarmEmail
            Properties:
              TopicArn: !Ref AlarmTopic
              Protocol: email
              Endpoint: !Ref AlarmEmail
            """
        );
        var topic = Cfn.If("HasAlarmTopic", Cfn.Ref("AlarmTopicArn"), Cfn.Ref("AlarmTopic"));
        document.Output("AlarmTopicArn", "The topic that alarms go to", topic);
    }
}
