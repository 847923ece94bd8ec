using System.Globalization;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>
/// What an application is watched for. Statistics and dimensions are those of CloudWatch's recommended alarms:
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html.
/// </summary>
internal static class Alarms
{
    public static IEnumerable<Alarm> Of(PublishPlan plan, TemplateDocument document) =>
        [
            .. Apis(document),
            .. WorkQueues(plan),
            .. DeadLetters(document),
            .. Rules(document),
            .. plan.Functions.SelectMany(Function),
            .. plan.Databases.Select(Connections),
        ];

    // Of the HTTP API and not of its functions: what fails before and around them is in it
    private static IEnumerable<Alarm> Apis(TemplateDocument document)
    {
        foreach (var api in document.Resources.Where(r => r.Type == "AWS::ApiGatewayV2::Api").Select(r => r.Id))
        {
            if (document.Find($"{api}Stage") is not { } stage)
                continue;
            (string, string)[] dimensions = [("ApiId", $"!Ref {api}"), ("Stage", stage.Properties["StageName"]!.ToJsonString())];
            yield return new($"{api}ErrorsAlarm", $"Requests to {api} are answered with 5xx", "AWS/ApiGateway 5xx", "Sum")
            {
                Of = "Count",
                Dimensions = dimensions,
                Threshold = "!Ref ApiErrorRateAlarm",
                Window = Window.ThreeMinutesOfFifteen,
            };
            var slow = $"The slowest hundredth of the requests to {api} takes long";
            yield return new($"{api}LatencyAlarm", slow, "AWS/ApiGateway Latency", "p99")
            {
                Dimensions = dimensions,
                Threshold = "!Ref ApiLatencyAlarm",
                Window = Window.TenMinutesOfFifteen,
            };
        }
    }

    // A message that was received three times is no longer the oldest: one that fails does not hide whether the others are taken
    private static IEnumerable<Alarm> WorkQueues(PublishPlan plan) =>
        plan
            .Functions.SelectMany(f => f.Queues)
            .Distinct()
            .Select(queue => new Alarm($"{queue}AgeAlarm", $"Messages wait in {queue}", "AWS/SQS ApproximateAgeOfOldestMessage", "Maximum")
            {
                Dimensions = Queue(queue),
                Threshold = "!Ref QueueAgeAlarm",
                Window = Window.ThreeMinutes,
            });

    private static IEnumerable<Alarm> DeadLetters(TemplateDocument document) =>
        DeadLetterQueues
            .In(document)
            .Select(queue => new Alarm($"{queue}Alarm", $"Messages lie in {queue}", "AWS/SQS ApproximateNumberOfMessagesVisible", "Maximum")
            {
                Dimensions = Queue(queue),
                Window = Window.OneMinute,
            });

    private static (string, string)[] Queue(string id) => [("QueueName", $"!GetAtt {id}.QueueName")];

    private static IEnumerable<Alarm> Rules(TemplateDocument document)
    {
        foreach (var rule in document.Resources.Where(r => r.Type == "AWS::Events::Rule"))
        {
            var targets = rule.Properties["Targets"]?.ToJsonString() ?? "";
            // Nobody sees that a function was not kept warm
            if (targets.Length == 0 || targets.Contains("serverless.warmup", StringComparison.Ordinal))
                continue;
            yield return new($"{rule.Id}FailuresAlarm", $"{rule.Id} does not reach its target", "AWS/Events FailedInvocations", "Sum")
            {
                Dimensions = Rule(rule),
                Window = Window.OneMinute,
            };
            if (!targets.Contains("DeadLetterConfig", StringComparison.Ordinal))
                continue;
            var lost = $"What {rule.Id} could not deliver is lost: its dead-letter queue did not take it";
            yield return new($"{rule.Id}LossesAlarm", lost, "AWS/Events InvocationsFailedToBeSentToDlq", "Sum")
            {
                Dimensions = Rule(rule),
                Window = Window.OneMinute,
            };
        }
    }

    // Of a bus of one's own both names; the ARN ends in rule/NAME or rule/BUS/NAME
    private static (string, string)[] Rule(TemplateResource rule)
    {
        var bus = rule.Properties["EventBusName"];
        var own = bus is not null && bus.ToString() != "default";
        var name = ("RuleName", $"!Select [{(own ? 2 : 1)}, !Split ['/', !GetAtt {rule.Id}.Arn]]");
        return own ? [("EventBusName", bus!.ToJsonString()), name] : [name];
    }

    // Of the alias, which all callers name
    private static IEnumerable<Alarm> Function(FunctionPlan function)
    {
        var (id, name) = (function.Id, function.Name);
        (string, string)[] dimensions =
        [
            ("FunctionName", $"!Ref {function.FunctionId}"),
            ("Resource", $"!Sub '${{{function.FunctionId}}}:{function.Alias}'"),
        ];
        yield return new($"{id}ErrorsAlarm", $"{name} fails", "AWS/Lambda Errors", "Sum")
        {
            Dimensions = dimensions,
            Window = Window.FiveMinutes,
        };
        yield return new($"{id}ThrottlesAlarm", $"{name} is throttled", "AWS/Lambda Throttles", "Sum")
        {
            Dimensions = dimensions,
            Window = Window.FiveMinutes,
        };
        // Four fifths of the time-out: before requests are cut off
        yield return new($"{id}DurationAlarm", $"The slowest hundredth of {name} comes close to its time-out", "AWS/Lambda Duration", "p99")
        {
            Dimensions = dimensions,
            Threshold = (function.Timeout * 800).ToString(CultureInfo.InvariantCulture),
            Window = Window.FifteenMinutes,
        };
        if (function.Settings.ProvisionedConcurrency is null or 0)
            yield break;
        var spills = $"{name} has more to do than its provisioned concurrency takes";
        yield return new($"{id}SpilloverAlarm", spills, "AWS/Lambda ProvisionedConcurrencySpilloverInvocations", "Sum")
        {
            Dimensions = dimensions,
            Window = Window.FifteenMinutes,
        };
    }

    private static Alarm Connections(DatabasePlan database) =>
        new($"{database.InstanceId}ConnectionsAlarm", $"{database.Name} is short of connections", "AWS/RDS DatabaseConnections", "Maximum")
        {
            Dimensions = [("DBInstanceIdentifier", $"!Ref {database.InstanceId}")],
            Threshold = "!Ref DatabaseConnectionsAlarm",
            Window = Window.ThreeMinutes,
        };
}
