using LocalCloud.Aws.DynamoDb.Streams;
using LocalCloud.Aws.EventBridge;
using LocalCloud.Aws.Kms;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.S3;
using LocalCloud.Aws.SecretsManager;
using MimeKit;

namespace LocalCloud.Aws.Metering;

/// <summary>
/// The ARN of what a call has named, in the form that policies name it by:
/// https://docs.aws.amazon.com/service-authorization/latest/reference/.
/// </summary>
internal static class ResourceArns
{
    public static string? Of(Host host, in UsageKey key) => key.Name is { Length: > 0 } name ? Of(host, key, name) : null;

    private static string? Of(Host host, in UsageKey key, string name)
    {
        var scope = key.Scope;
        return key.Service switch
        {
            "sqs" => Queue(scope, name),
            "sns" => Arn.Is(name) ? Topic(name) : scope.Arn("sns", name),
            "dynamodb" => Table(scope, name, key.Operation is "Query" or "Scan" or "PartiQLSelect" ? key.Detail : null),
            "streams.dynamodb" => ShardIterator.Parse(name)?.Stream ?? IfArn(name),
            "s3" => $"arn:aws:s3:::{name}{(S3Service.IsOfObjects(key.Operation) ? "/*" : "")}",
            "events" => Event(scope, key.Operation, name, key.Detail),
            "scheduler" => Schedule(scope, key.Operation, name, key.Detail),
            "logs" => IfArn(name) ?? scope.Arn("logs", $"log-group:{name}"),
            "lambda" => Function(scope, name, key.Detail),
            "secretsmanager" => Secret(host, scope, name),
            "kms" => Key(host, scope, key.Operation, name),
            "ssm" => scope.Arn("ssm", $"parameter/{Parameter(name)}"),
            "ses" => scope.Arn("ses", $"identity/{Identity(host, scope, name)}"),
            "cloudformation" => IfArn(name) ?? scope.Arn("cloudformation", $"stack/{name}/*"),
            "iam" when key.Operation.Contains("Policy", StringComparison.Ordinal) => IfArn(name)
                ?? $"arn:aws:iam::{scope.Account}:policy/{name}",
            "iam" => IfArn(name) ?? $"arn:aws:iam::{scope.Account}:role/{name}",
            "execute-api" => $"arn:aws:apigateway:{scope.Region}::/apis/{name}",
            "monitoring" => null,
            _ => IfArn(name),
        };
    }

    private static string? IfArn(string name) => Arn.Is(name) ? name : null;

    // Policies name keys, not the aliases that callers know them by; an alias is itself only where it is made, moved or deleted
    private static string Key(Host host, Scope scope, string operation, string name)
    {
        var of = name.StartsWith("arn:aws:kms:", StringComparison.Ordinal) ? name.Split(':', 6)[^1] : name;
        if (!of.StartsWith("alias/", StringComparison.Ordinal))
            return IfArn(name) ?? scope.Arn("kms", $"key/{name}");
        if (operation.EndsWith("Alias", StringComparison.Ordinal))
            return scope.Arn("kms", of);
        var state = host.Service<KmsService>().StateOf(scope.Account);
        var target = host.Read(state, s => s.FindAlias(scope.Region, of)?.TargetKeyId);
        return scope.Arn("kms", target is null ? of : $"key/{target}");
    }

    // scheme://host/ACCOUNT/NAME, or the name alone
    private static string Queue(Scope scope, string url)
    {
        if (IfArn(url) is { } arn)
            return arn;
        var parts = url.Split('/');
        return parts is [.., { Length: 12 } account, var name]
            ? (scope with { Account = account }).Arn("sqs", name)
            : scope.Arn("sqs", parts[^1]);
    }

    // A subscription's ARN is its topic's and an id
    private static string Topic(string arn) =>
        arn.Split(':') is { Length: > 6 } parts && !arn.Contains('/') ? string.Join(':', parts[..6]) : arn;

    internal static string Table(Scope scope, string name, string? index)
    {
        var table = IfArn(name) ?? scope.Arn("dynamodb", $"table/{name}");
        return index is null ? table : $"{table}/index/{index}";
    }

    private static string? Event(Scope scope, string operation, string name, string? bus)
    {
        if (IfArn(name) is { } arn)
            return arn;
        if (operation == "PutEvents" || operation.EndsWith("EventBus", StringComparison.Ordinal))
            return scope.Arn("events", Names.BusPrefix + name);
        if (!operation.Contains("Rule", StringComparison.Ordinal) && !operation.Contains("Target", StringComparison.Ordinal))
            return null;
        var onBus = Names.BusOf(bus, scope, out var of);
        return of.Arn("events", onBus == EventsState.DefaultBus ? $"rule/{name}" : $"rule/{onBus}/{name}");
    }

    private static string Schedule(Scope scope, string operation, string name, string? group) =>
        operation.EndsWith("ScheduleGroup", StringComparison.Ordinal)
            ? scope.Arn("scheduler", $"schedule-group/{name}")
            : scope.Arn("scheduler", name.Contains('/') ? $"schedule/{name}" : $"schedule/{group ?? "default"}/{name}");

    private static string? Function(Scope scope, string name, string? qualifier)
    {
        if (!FunctionName.TryParse(name, out var parsed))
            return IfArn(name);
        var of = parsed.Scope is { Region.Length: > 0 } own ? own : scope;
        var named = parsed.Qualifier ?? qualifier;
        return of.Arn("lambda", $"function:{parsed.Name}{(named is null or FunctionName.Latest ? "" : $":{named}")}");
    }

    private static string Secret(Host host, Scope scope, string name)
    {
        var state = (SecretsState)host.Service("secretsmanager").State(scope);
        return host.Read(state, s => s.Find(name)?.Arn) ?? IfArn(name) ?? scope.Arn("secretsmanager", $"secret:{name}-*");
    }

    // Without its version or label
    private static string Parameter(string name) =>
        IfArn(name) is { } arn
            ? arn[(arn.IndexOf("parameter/", StringComparison.Ordinal) + "parameter/".Length)..]
            : name.Split(':')[0].TrimStart('/');

    // The most specific identity that is there answers for the sender; without any it is the domain's (docs: ses, creating-identities)
    private static string Identity(Host host, Scope scope, string sender)
    {
        var address = MailboxAddress.TryParse(sender, out var parsed) ? parsed.Address : sender;
        var state = (Ses.SesState)host.Service("ses").State(scope);
        return host.Read(state, s => s.HasIdentity(address)) ? address : address[(address.IndexOf('@') + 1)..];
    }
}
