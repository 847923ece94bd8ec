using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Policies;

/// <summary>Looks for statements on <c>*</c> that could name a resource, in the roles and policies of a template.</summary>
internal static class PolicyCheck
{
    /// <param name="notes">Gets what cannot be judged: services and actions that are not in the table, managed policies.</param>
    public static IReadOnlyList<PolicyFault> Faults(TemplateDocument document, ICollection<string> notes)
    {
        var faults = new List<PolicyFault>();
        foreach (var resource in document.Resources.Where(r => r.Type.StartsWith("AWS::IAM::", StringComparison.Ordinal)))
        {
            var holder = $"{resource.Id} ({resource.Type})";
            var managed = resource.Properties["ManagedPolicyArns"] as JsonArray ?? [];
            foreach (var arn in managed.Where(arn => !Cfn.Mentions(arn).Any(id => document.Find(id) is not null)))
                notes.Add($"{holder}: {Name(arn!)} is not looked into.");
            foreach (var (policy, statements) in Policies(resource))
            foreach (var (index, statement) in statements.OfType<JsonObject>().Index())
                faults.AddRange(Faults(holder, $"{policy}{Sid(statement, index)}", statement, notes));
        }
        return faults;
    }

    private static string Name(JsonNode arn) => (arn is JsonValue ? arn.ToString() : arn.ToJsonString()).Split('/')[^1].Trim('"', '}');

    private static string Sid(JsonObject statement, int index) =>
        statement["Sid"]?.ToString() ?? string.Create(CultureInfo.InvariantCulture, $"statement {index + 1}");

    private static IEnumerable<(string Policy, JsonArray Statements)> Policies(TemplateResource resource)
    {
        if (resource.Properties["PolicyDocument"] is JsonObject own)
            yield return ("", Statements(own));
        foreach (var policy in resource.Properties["Policies"] as JsonArray ?? [])
            if (policy?["PolicyDocument"] is JsonObject document)
                yield return ($"policy {policy["PolicyName"]}, ", Statements(document));
    }

    private static JsonArray Statements(JsonObject document) =>
        document["Statement"] is JsonArray list ? list : [document["Statement"]?.DeepClone()];

    private static IEnumerable<PolicyFault> Faults(string holder, string where, JsonObject statement, ICollection<string> notes)
    {
        if (statement["Effect"]?.ToString() != "Allow" || !IsOnEverything(statement))
            yield break;
        if (statement.ContainsKey("NotAction"))
        {
            yield return new(holder, where, $"all but {string.Join(", ", Texts(statement["NotAction"]))}", []);
            yield break;
        }
        foreach (var action in Texts(statement["Action"]))
        {
            if (action == "*")
                yield return new(holder, where, "every action", []);
            else if (ActionTable.Matching(action) is not { Count: > 0 } meant)
                notes.Add($"{holder}, {where}: {action} on * is not judged: the table of {ActionTable.Date} does not have it.");
            else if (meant.FirstOrDefault(a => a.Resources.Count > 0) is { } first)
            {
                var said = meant.Count == 1 ? action : $"{action} (as {action.Split(':')[0]}:{first.Name})";
                yield return new(holder, where, said, first.Resources);
            }
        }
    }

    private static bool IsOnEverything(JsonObject statement) =>
        statement.ContainsKey("NotResource") || Texts(statement["Resource"]).Contains("*");

    private static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonArray list => list.SelectMany(Texts),
            JsonValue text => [text.ToString()],
            JsonObject { Count: 1 } one when one["Fn::Sub"] is JsonValue text => [text.ToString()],
            _ => [],
        };
}
