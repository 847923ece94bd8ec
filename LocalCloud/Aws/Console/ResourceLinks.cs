using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.DynamoDb;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Lambda;
using LocalCloud.Aws.Logs;
using LocalCloud.Aws.SecretsManager;
using LocalCloud.Aws.Sns;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.WebConsole;

/// <summary>From what names a resource to its page in the console, where there is one and the resource exists.</summary>
internal static class ResourceLinks
{
    /// <summary>The ARN, as a link to its resource's page when that is here.</summary>
    public static Html Arn(ConsoleRequest page, string? arn) =>
        arn is null ? Widgets.None
        : OfArn(page, arn) is { } link ? Widgets.Anchor(link, arn)
        : Widgets.Code(arn);

    /// <summary>The physical id of a stack's resource, as a link when it has a page.</summary>
    public static Html Resource(ConsoleRequest page, StackResource resource) =>
        resource.PhysicalId is not { } id ? Widgets.None
        : resource.Status is not ResourceStatus.DeleteComplete && OfResource(page, resource.Type, id, resource.Properties) is { } link
            ? Widgets.Anchor(link, id)
        : Widgets.Code(id);

    private static string? OfArn(ConsoleRequest page, string arn)
    {
        if (!Aws.Arn.TryParse(arn, out var parsed))
            return null;
        var there = page with
        {
            Scope = new(
                parsed.Account.Length > 0 ? parsed.Account : page.Scope.Account,
                parsed.Region.Length > 0 ? parsed.Region : page.Scope.Region
            ),
        };
        return ConsolePage.Scopes(page.Host).Contains(there.Scope) ? Of(there, parsed.Service, parsed.Resource) : null;
    }

    private static string? Of(ConsoleRequest page, string service, string rest) =>
        service switch
        {
            "sqs" => Queue(page, rest),
            "sns" => Topic(page, rest),
            "lambda" when rest.StartsWith("function:", StringComparison.Ordinal) => Function(page, rest.Split(':')[1]),
            "dynamodb" when rest.StartsWith("table/", StringComparison.Ordinal) => Table(page, rest.Split('/')[1]),
            "s3" => page.Link("buckets", rest.Split('/')[0]),
            "logs" when rest.StartsWith("log-group:", StringComparison.Ordinal) => Group(page, rest.Split(':')[1]),
            "events" => Events(page, rest),
            "kms" when rest.StartsWith("key/", StringComparison.Ordinal) => page.Link("keys", rest["key/".Length..]),
            "cloudformation" when rest.StartsWith("stack/", StringComparison.Ordinal) => page.Link("stacks", rest.Split('/')[1]),
            _ => null,
        };

    private static string? OfResource(ConsoleRequest page, string type, string id, JsonObject properties) =>
        type switch
        {
            "AWS::SQS::Queue" => Queue(page, id.Split('/')[^1]),
            "AWS::SNS::Topic" => Topic(page, Aws.Arn.LastOf(id)),
            "AWS::DynamoDB::Table" or "AWS::DynamoDB::GlobalTable" => Table(page, id),
            "AWS::S3::Bucket" => page.Link("buckets", id),
            "AWS::Lambda::Function" => Function(page, id),
            "AWS::Lambda::EventSourceMapping" => page.Host.Read(Functions(page), s => s.Mappings.GetValueOrDefault(id)?.FunctionName)
                is { } of
                ? Function(page, of)
                : null,
            "AWS::Logs::LogGroup" => Group(page, id),
            "AWS::Events::EventBus" => page.Link("events", id),
            // Of another bus than the default it is BUS|RULE.
            "AWS::Events::Rule" => page.Link("events", id.Contains('|') ? id.Replace('|', '/') : $"{EventsState.DefaultBus}/{id}"),
            "AWS::Scheduler::Schedule" => page.Link("schedules", $"{Text(properties, "GroupName") ?? "default"}/{id}"),
            "AWS::ApiGatewayV2::Api" => page.Link("apis", id),
            "AWS::SSM::Parameter" => page.Link("parameters", id),
            "AWS::SecretsManager::Secret" => Secret(page, id),
            "AWS::KMS::Key" or "AWS::KMS::ReplicaKey" => page.Link("keys", id),
            _ => OfArn(page, id),
        };

    private static string? Events(ConsoleRequest page, string rest) =>
        rest.Split('/') switch
        {
            ["event-bus", .. var bus] => page.Link("events", string.Join('/', bus)),
            ["rule", var rule] => page.Link("events", $"{EventsState.DefaultBus}/{rule}"),
            ["rule", .. var path] => page.Link("events", string.Join('/', path)),
            _ => null,
        };

    private static string? Queue(ConsoleRequest page, string name) =>
        page.Host.Read(page.State<SqsState>("sqs"), s => s.Queues.ContainsKey(name)) ? page.Link("queues", name) : null;

    private static string? Topic(ConsoleRequest page, string name) =>
        page.Host.Read(page.State<SnsState>("sns"), s => s.Topics.ContainsKey(name)) ? page.Link("topics", name) : null;

    public static string? Table(ConsoleRequest page, string name) =>
        page.Host.Read(page.State<DynamoDbState>("dynamodb"), s => s.ByName(name)) is null ? null : page.Link("tables", name);

    public static string? Function(ConsoleRequest page, string name) =>
        page.Host.Read(Functions(page), s => s.Functions.ContainsKey(name)) ? page.Link("functions", name) : null;

    public static string? Group(ConsoleRequest page, string name) =>
        page.Host.Read(page.State<LogsState>("logs"), s => s.Groups.ContainsKey(name)) ? page.Link("logs", name) : null;

    private static string? Secret(ConsoleRequest page, string arn) =>
        page.Host.Read(page.State<SecretsState>("secretsmanager"), s => s.Find(arn)?.Name) is { } name ? page.Link("secrets", name) : null;

    private static LambdaState Functions(ConsoleRequest page) => page.State<LambdaState>("lambda");

    private static string? Text(JsonObject properties, string name) =>
        properties[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
