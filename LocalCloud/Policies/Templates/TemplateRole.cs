using System.Text.Json.Nodes;
using LocalCloud.Templates;
using YamlDotNet.Core;

namespace LocalCloud.Policies.Templates;

/// <summary>What a template grants the role of one of its functions.</summary>
/// <param name="LogicalId">of the role</param>
/// <param name="Statements">of its inline policies and of policies of the template that name it</param>
/// <param name="NotCompared">policies of which the content stands elsewhere</param>
internal sealed record TemplateRole(string LogicalId, IReadOnlyList<GrantedStatement> Statements, IReadOnlyList<string> NotCompared)
{
    /// <param name="yaml">the template, YAML or JSON</param>
    /// <param name="function">its name, or its logical id</param>
    /// <param name="physical">physical ids by logical id, as the stack has them where it is deployed</param>
    /// <returns>null when the template has no such function, or no role of its own for it</returns>
    /// <exception cref="FormatException">The text is no template; the message says why.</exception>
    public static TemplateRole? Of(
        string yaml,
        string function,
        IReadOnlyDictionary<string, string> physical,
        string region,
        string account
    )
    {
        JsonNode? root;
        try
        {
            root = TemplateYaml.Read(yaml);
        }
        catch (YamlException e)
        {
            throw new FormatException($"line {e.Start.Line}: {e.Message}", e);
        }
        if (root?["Resources"] is not JsonObject resources)
            throw new FormatException("it has no Resources");
        if (
            Function(resources, function, physical) is not { } found
            || Logical(found["Properties"]?["Role"]) is not { } role
            || resources[role] is not JsonObject { } declared
            || (string?)declared["Type"] != "AWS::IAM::Role"
        )
            return null;
        var resolution = new Resolution(resources, physical, region, account);
        var inline = (declared["Properties"]?["Policies"] as JsonArray ?? []).Select(p =>
            ((string?)p?["PolicyName"] ?? "policy", p?["PolicyDocument"])
        );
        var beside = resources
            .Where(r =>
                (string?)r.Value?["Type"] is "AWS::IAM::Policy" or "AWS::IAM::ManagedPolicy" or "AWS::IAM::RolePolicy"
                && Names(r.Value!, role)
            )
            .Select(r => (r.Key, r.Value!["Properties"]?["PolicyDocument"]));
        return new(
            role,
            [.. inline.Concat(beside).SelectMany(p => Read(p.Item1, p.Item2, resolution))],
            [
                .. resolution
                    .All(declared["Properties"]?["ManagedPolicyArns"])
                    .Select(a => $"{a.Text}: a policy whose content is not in the template"),
            ]
        );
    }

    private static JsonObject? Function(JsonObject resources, string function, IReadOnlyDictionary<string, string> physical)
    {
        var functions = resources.Where(r => (string?)r.Value?["Type"] is "AWS::Lambda::Function" or "AWS::Serverless::Function").ToList();
        var named = functions
            .Where(f =>
                physical.TryGetValue(f.Key, out var id)
                    ? id == function
                    : f.Key == function
                        || f.Value?["Properties"]?["FunctionName"] is JsonValue name && name.ToString() == function
                        // A name that CloudFormation has made: STACK-LOGICALID-RANDOM
                        || function.Contains($"-{f.Key}-", StringComparison.Ordinal)
            )
            .ToList();
        return named is [var one] ? one.Value as JsonObject : functions.FirstOrDefault(f => f.Key == function).Value as JsonObject;
    }

    // !GetAtt Role.Arn or !Ref Role
    private static string? Logical(JsonNode? node) =>
        node is not JsonObject { Count: 1 } function
            ? null
            : function.First() switch
            {
                { Key: "Fn::GetAtt", Value: JsonArray { Count: > 0 } path } => path[0]!.ToString(),
                { Key: "Fn::GetAtt", Value: JsonValue path } => path.ToString().Split('.')[0],
                { Key: "Ref", Value: JsonValue name } => name.ToString(),
                _ => null,
            };

    private static bool Names(JsonNode policy, string role) =>
        Logical(policy["Properties"]?["RoleName"]) == role
        || policy["Properties"]?["Roles"] is JsonArray roles && roles.Any(r => Logical(r) == role);

    private static IEnumerable<GrantedStatement> Read(string policy, JsonNode? document, Resolution resolution)
    {
        var stated = document?["Statement"];
        IEnumerable<JsonObject> all = stated is JsonObject one ? [one] : (stated as JsonArray ?? []).OfType<JsonObject>();
        foreach (var statement in all)
        {
            var resources = resolution.All(statement["Resource"]).ToList();
            yield return new(
                policy,
                (string?)statement["Sid"],
                [.. resolution.All(statement["Action"]).Select(a => a.Text)],
                [.. resources.Select(r => r.Text)],
                statement["Condition"] is JsonObject { Count: > 0 },
                GrantedStatement.WhyUncompared(statement)
            )
            {
                Guessed = resources.Where(r => !r.IsExact).Select(r => r.Text).ToHashSet(),
            };
        }
    }
}
