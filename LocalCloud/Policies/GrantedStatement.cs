using System.Text.Json.Nodes;

namespace LocalCloud.Policies;

/// <summary>A statement of a policy that a role has, with resources as they are: texts or patterns, no functions of a template.</summary>
/// <param name="Policy">name of the policy that it stands in</param>
/// <param name="Sid">null when it has none</param>
/// <param name="Uncompared">why it cannot be compared: NotAction, NotResource, Deny; else null</param>
internal sealed record GrantedStatement(
    string Policy,
    string? Sid,
    IReadOnlyList<string> Actions,
    IReadOnlyList<string> Resources,
    bool IsConditional,
    string? Uncompared
)
{
    /// <summary>Resources that are patterns only because nobody knows what they are: that they are wide says nothing.</summary>
    public IReadOnlySet<string> Guessed { get; init; } = new HashSet<string>();

    /// <param name="policy">its name</param>
    /// <param name="document">{"Statement": [...]}</param>
    public static IEnumerable<GrantedStatement> Of(string policy, JsonNode? document) =>
        List(document?["Statement"])
            .OfType<JsonObject>()
            .Select(s => new GrantedStatement(
                policy,
                (string?)s["Sid"],
                Texts(s["Action"]),
                Texts(s["Resource"]),
                s["Condition"] is JsonObject { Count: > 0 },
                WhyUncompared(s)
            ));

    internal static string? WhyUncompared(JsonObject statement) =>
        (string?)statement["Effect"] != "Allow" ? "Deny"
        : statement["NotAction"] is not null ? "NotAction"
        : statement["NotResource"] is not null ? "NotResource"
        : null;

    internal bool Grants(Permission permission) =>
        Uncompared is null
        && Actions.Any(a => Wildcards.Match(a, permission.Action, ignoreCase: true))
        && Resources.Any(r => permission.Forms.Any(f => Wildcards.Match(r, f)));

    private static IEnumerable<JsonNode?> List(JsonNode? node) =>
        node is JsonArray list ? list
        : node is null ? []
        : Enumerable.Repeat<JsonNode?>(node, 1);

    private static List<string> Texts(JsonNode? node) =>
        [.. List(node).Select(n => n is JsonValue value && value.TryGetValue<string>(out var text) ? text : "*")];
}
