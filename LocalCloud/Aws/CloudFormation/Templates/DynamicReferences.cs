using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalCloud.Aws.SecretsManager;
using LocalCloud.Aws.Ssm;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>
/// <c>{{resolve:ssm:...}}</c>, <c>{{resolve:ssm-secure:...}}</c> and <c>{{resolve:secretsmanager:...}}</c>. They become values only on
/// their way into a service: what is kept of a resource, and shown of it, has the reference.
/// </summary>
internal sealed partial class DynamicReferences(Host host, Scope scope)
{
    public const string Opening = "{{resolve:";

    /// <summary>Where a secure parameter may go (docs: Specify SecureString values from Parameter Store).</summary>
    private static readonly string[] SecureProperties =
    [
        "AWS::RDS::DBInstance/MasterUserPassword",
        "AWS::RDS::DBCluster/MasterUserPassword",
        "AWS::ElastiCache::ReplicationGroup/AuthToken",
        "AWS::IAM::User/LoginProfile",
    ];

    /// <summary>Values that came out of secrets: to be struck out of whatever a service says of them.</summary>
    private readonly List<string> _secrets = [];

    public static bool Has(JsonNode? node) =>
        node switch
        {
            JsonObject members => members.Any(m => Has(m.Value)),
            JsonArray items => items.Any(Has),
            JsonValue value => value.TryGetValue<string>(out var text) && text.Contains(Opening, StringComparison.Ordinal),
            _ => false,
        };

    /// <summary>The properties of a resource with their references resolved.</summary>
    public Result<JsonObject> Resolve(string type, JsonObject properties)
    {
        var resolved = new JsonObject();
        foreach (var (name, value) in properties)
        {
            if (!Resolve(value, $"{type}/{name}").Ok(out var node, out var error))
                return error;
            resolved[name] = node;
        }
        return resolved;
    }

    /// <param name="where">Type and property, for what may not be everywhere; "Outputs" for an output.</param>
    public Result<JsonNode> Resolve(JsonNode? node, string where)
    {
        switch (node)
        {
            case JsonObject members:
                var copy = new JsonObject();
                foreach (var (name, member) in members)
                {
                    if (!Resolve(member, where).Ok(out var value, out var inner))
                        return inner;
                    copy[name] = value;
                }
                return copy;
            case JsonArray items:
                var list = new List<JsonNode?>(items.Count);
                foreach (var item in items)
                {
                    if (!Resolve(item, where).Ok(out var value, out var inner))
                        return inner;
                    list.Add(value);
                }
                return new JsonArray([.. list]);
        }
        if (!Has(node))
            return node!.DeepClone();
        AwsError? error = null;
        var text = Pattern()
            .Replace(node!.GetValue<string>(), match =>
            {
                if (error is not null)
                    return "";
                if (One(match.Groups[1].Value, match.Groups[2].Value, where).Ok(out var value, out var failure))
                    return value;
                error = failure;
                return "";
            });
        return error is not null ? error : JsonValue.Create(text);
    }

    public string Conceal(string message) =>
        _secrets.Aggregate(message, (text, secret) => text.Replace(secret, "****", StringComparison.Ordinal));

    private Result<string> One(string service, string reference, string where) =>
        service switch
        {
            "ssm" => Parameter(reference, secure: false),
            "ssm-secure" when SecureProperties.Contains(where) => Parameter(reference, secure: true),
            "ssm-secure" => TemplateError.Validation(
                $"SSM Secure reference is not supported in: [{where.Replace("/", "/Properties/", StringComparison.Ordinal)}]"
            ),
            "secretsmanager" => SecretValue(reference),
            _ => TemplateError.Validation(
                $"Could not resolve dynamic reference {Opening}{service}:{reference}}}}}: {service} is none of ssm, ssm-secure, "
                    + "secretsmanager"
            ),
        };

    private Result<string> Parameter(string reference, bool secure)
    {
        var found = host.Read((SsmState)host.Service<SsmService>().State(scope), s => Selector.Of(reference).In(s));
        if (!found.Ok(out var parameter, out _))
            return TemplateError.Validation($"Parameters: [{(secure ? "ssm-secure" : "ssm")}:{reference}] cannot be found.");
        if (!secure && parameter.Version.Type == "SecureString")
            return TemplateError.Validation($"Parameters [{reference}] referenced by template are of type SecureString: use ssm-secure");
        if (secure)
            Keep(parameter.Version.Value);
        return parameter.Version.Value;
    }

    /// <summary><c>id:SecretString:json-key:stage:version-id</c>; the id may be an ARN, which has colons of its own.</summary>
    private Result<string> SecretValue(string reference)
    {
        var parts = reference.Split(':');
        var idParts = parts[0] == "arn" ? Math.Min(7, parts.Length) : 1;
        var id = string.Join(':', parts[..idParts]);
        string? Part(int at) => idParts + at < parts.Length && parts[idParts + at].Length > 0 ? parts[idParts + at] : null;
        if (Part(0) is not (null or "SecretString"))
            return TemplateError.Validation($"Could not resolve {Opening}secretsmanager:{reference}}}}}: only SecretString can be read");
        var found = host.Read((SecretsState)host.Service<SecretsManagerService>().State(scope), s => s.Value(id, Part(3), Part(2)));
        if (!found.Ok(out var value, out var error))
            return TemplateError.Validation($"{error.Message} (Service: AWSSecretsManager; Status Code: 400; Error Code: {error.Code})");
        if (value.Version.Text is not { } text)
            return TemplateError.Validation($"Secret {id} has no SecretString.");
        if (Part(1) is { } key)
        {
            if (!Member(text, key).Ok(out var member, out error))
                return error;
            text = member;
        }
        Keep(text);
        return text;
    }

    private static Result<string> Member(string text, string key)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject members && Scalars.TryText(members[key], out var value)
                ? value
                : TemplateError.Validation("Could not find a value associated with JSONKey in SecretString");
        }
        catch (JsonException)
        {
            return TemplateError.Validation("Could not parse SecretString JSON");
        }
    }

    private void Keep(string secret)
    {
        if (secret.Length > 0)
            _secrets.Add(secret);
    }

    [GeneratedRegex(@"\{\{resolve:([a-z-]+):([^{}]+)\}\}")]
    private static partial Regex Pattern();
}
