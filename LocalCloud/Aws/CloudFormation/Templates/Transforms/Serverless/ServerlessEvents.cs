using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

/// <summary>The events of a function: each becomes what brings it, and the permission to invoke the function where one is needed.</summary>
internal static class ServerlessEvents
{
    /// <summary>By kind; mappings pass on what they are given, to be checked there.</summary>
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["EventBridgeRule"] = Rules,
        ["CloudWatchEvent"] = Rules,
        ["Schedule"] = ["Schedule", "RuleName", "Input", "Enabled", "State", "Name", "Description", "DeadLetterConfig", "RetryPolicy"],
        ["ScheduleV2"] =
        [
            "ScheduleExpression",
            "ScheduleExpressionTimezone",
            "StartDate",
            "EndDate",
            "GroupName",
            "Name",
            "State",
            "Description",
            "KmsKeyArn",
            "FlexibleTimeWindow",
            "Input",
            "RoleArn",
            "RetryPolicy",
            "DeadLetterConfig",
            "PermissionsBoundary",
            "OmitName",
        ],
        ["SNS"] = ["Topic", "Region", "FilterPolicy", "FilterPolicyScope", "SqsSubscription", "RedrivePolicy"],
        ["HttpApi"] = ["Path", "Method", "ApiId", "Auth", "TimeoutInMillis", "RouteSettings", "PayloadFormatVersion"],
    };

    private static string[] Rules =>
        [
            "EventBusName",
            "RuleName",
            "Pattern",
            "DeadLetterConfig",
            "RetryPolicy",
            "Input",
            "InputPath",
            "Target",
            "Enabled",
            "State",
            "InputTransformer",
        ];

    public static string? Expand(ServerlessFunction function, string name, JsonObject happening)
    {
        var type = Scalars.Member(happening, "Type");
        var properties = happening["Properties"] as JsonObject ?? [];
        if (type is not null && Known.TryGetValue(type, out var known) && Expansion.Foreign(properties, known) is { } unknown)
            return $"Event with id [{name}] is invalid. property {unknown} not defined for resource of type "
                + $"{type}{CloudFormation.Resources.Nearest.Hint(unknown, known)}";
        switch (type)
        {
            case "SQS":
                function.Needs("service-role/AWSLambdaSQSQueueExecutionRole");
                return Mapping(function, name, properties, properties["Queue"]);
            case "DynamoDB":
                function.Needs("service-role/AWSLambdaDynamoDBExecutionRole");
                return Mapping(function, name, properties, properties["Stream"]);
            case "EventBridgeRule" or "CloudWatchEvent":
                return Rule(function, name, properties, pattern: true);
            case "Schedule":
                return Rule(function, name, properties, pattern: false);
            case "ScheduleV2":
                return Schedule(function, name, properties);
            case "SNS":
                return Subscription(function, name, properties);
            case "HttpApi":
                return ServerlessHttpApi.Route(function, name, properties);
            default:
                return $"Event with id [{name}] is invalid. Events of type {type} are not supported by LocalCloud, which has SQS, "
                    + "DynamoDB, EventBridgeRule, CloudWatchEvent, Schedule, ScheduleV2, SNS, HttpApi";
        }
    }

    private static string? Mapping(ServerlessFunction function, string name, JsonObject properties, JsonNode? source)
    {
        if (source is null)
            return $"Event with id [{name}] is invalid. No Queue or Stream provided.";
        var mapping = new JsonObject(
            properties.Where(p => p.Key is not ("Queue" or "Stream")).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))
        )
        {
            ["EventSourceArn"] = source.DeepClone(),
            ["FunctionName"] = function.Target,
        };
        // SAM wants to know what kind of destination it is; CloudFormation does not.
        if (mapping["DestinationConfig"]?["OnFailure"] is JsonObject failure && failure.Remove("Type") && failure["Destination"] is null)
            return $"Event with id [{name}] is invalid. OnFailure without Destination is not supported by LocalCloud";
        function.Into.Add(function.Id + name, "AWS::Lambda::EventSourceMapping", mapping, function.Resource);
        return null;
    }

    private static string? Rule(ServerlessFunction function, string name, JsonObject properties, bool pattern)
    {
        var rule = Expansion.Pick(properties, "EventBusName", "Description", "State", "Name");
        if (pattern)
            rule["EventPattern"] = properties["Pattern"]?.DeepClone();
        else
            rule["ScheduleExpression"] = properties["Schedule"]?.DeepClone();
        if (rule[pattern ? "EventPattern" : "ScheduleExpression"] is null)
            return $"Event with id [{name}] is invalid. Missing required property '{(pattern ? "Pattern" : "Schedule")}'.";
        if (properties["RuleName"] is { } ruleName)
            rule["Name"] = ruleName.DeepClone();
        if (properties.ContainsKey("Enabled") && properties.ContainsKey("State"))
            return $"Event with id [{name}] is invalid. State and Enabled Properties cannot both be specified.";
        if (Scalars.Member(properties, "Enabled") is { } enabled)
            rule["State"] = enabled == "false" ? "DISABLED" : "ENABLED";
        var target = Expansion.Pick(properties, "Input", "InputPath", "InputTransformer", "RetryPolicy");
        target["Arn"] = function.TargetArn;
        target["Id"] = Scalars.Member(properties["Target"], "Id") ?? $"{function.Id}{name}LambdaTarget";
        if (properties["DeadLetterConfig"] is JsonObject dead)
        {
            if (dead["Arn"] is not { } queue)
                return $"Event with id [{name}] is invalid. DeadLetterConfig without Arn is not supported by LocalCloud";
            target["DeadLetterConfig"] = new JsonObject { ["Arn"] = queue.DeepClone() };
        }
        rule["Targets"] = new JsonArray(target);
        function.Into.Add(function.Id + name, "AWS::Events::Rule", rule, function.Resource);
        function.Permit(name, "events.amazonaws.com", Expansion.GetAtt(function.Id + name, "Arn"));
        return null;
    }

    private static string? Schedule(ServerlessFunction function, string name, JsonObject properties)
    {
        var id = function.Id + name;
        var schedule = Expansion.Pick(
            properties,
            "ScheduleExpression",
            "ScheduleExpressionTimezone",
            "StartDate",
            "EndDate",
            "GroupName",
            "Description",
            "KmsKeyArn",
            "FlexibleTimeWindow",
            "State",
            "Name"
        );
        if (schedule["ScheduleExpression"] is null)
            return $"Event with id [{name}] is invalid. Missing required property 'ScheduleExpression'.";
        schedule["FlexibleTimeWindow"] ??= new JsonObject { ["Mode"] = "OFF" };
        if (Scalars.Member(properties, "OmitName") != "true")
            schedule["Name"] ??= id;
        var target = Expansion.Pick(properties, "Input", "RetryPolicy");
        target["Arn"] = function.TargetArn;
        target["RoleArn"] = properties["RoleArn"]?.DeepClone() ?? Expansion.GetAtt(id + "Role", "Arn");
        if (properties["DeadLetterConfig"]?["Arn"] is { } queue)
            target["DeadLetterConfig"] = new JsonObject { ["Arn"] = queue.DeepClone() };
        schedule["Target"] = target;
        function.Into.Add(id, "AWS::Scheduler::Schedule", schedule, function.Resource);
        if (properties["RoleArn"] is not null)
            return null;
        var role = new JsonObject
        {
            ["AssumeRolePolicyDocument"] = ServerlessRole.Trust("scheduler.amazonaws.com"),
            ["Policies"] = new JsonArray(
                new JsonObject
                {
                    ["PolicyName"] = id + "LambdaPolicy",
                    ["PolicyDocument"] = new JsonObject
                    {
                        ["Version"] = "2012-10-17",
                        ["Statement"] = new JsonArray(
                            new JsonObject
                            {
                                ["Effect"] = "Allow",
                                ["Action"] = "lambda:InvokeFunction",
                                ["Resource"] = function.TargetArn,
                            }
                        ),
                    },
                }
            ),
        };
        if (properties["PermissionsBoundary"] is { } boundary)
            role["PermissionsBoundary"] = boundary.DeepClone();
        function.Into.Add(id + "Role", "AWS::IAM::Role", role, function.Resource);
        return null;
    }

    private static string? Subscription(ServerlessFunction function, string name, JsonObject properties)
    {
        if (properties["Topic"] is not { } topic)
            return $"Event with id [{name}] is invalid. Missing required property 'Topic'.";
        if (properties.ContainsKey("SqsSubscription"))
            return $"Event with id [{name}] is invalid. SqsSubscription is not supported by LocalCloud";
        var subscription = Expansion.Pick(properties, "FilterPolicy", "FilterPolicyScope", "Region", "RedrivePolicy");
        subscription["Protocol"] = "lambda";
        subscription["Endpoint"] = function.TargetArn;
        subscription["TopicArn"] = topic.DeepClone();
        function.Into.Add(function.Id + name, "AWS::SNS::Subscription", subscription, function.Resource);
        function.Permit(name, "sns.amazonaws.com", topic);
        return null;
    }
}
