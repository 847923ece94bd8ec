using System.Text.Json;
using LocalCloud.Policies;

namespace LocalCloud.Aws.Iam.Evaluation;

/// <summary>
/// A statement: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html. What it does not have is null.
/// </summary>
internal sealed record AccessStatement(string? Sid, bool IsAllow)
{
    public IReadOnlyList<string>? Actions { get; private init; }

    public IReadOnlyList<string>? NotActions { get; private init; }

    public IReadOnlyList<string>? Resources { get; private init; }

    public IReadOnlyList<string>? NotResources { get; private init; }

    public PrincipalElement? Principals { get; private init; }

    public PrincipalElement? NotPrincipals { get; private init; }

    public IReadOnlyList<Condition> Conditions { get; private init; } = [];

    public static AccessStatement Of(JsonElement statement) =>
        new(Text(statement, "Sid"), Text(statement, "Effect") == "Allow")
        {
            Actions = Member(statement, "Action"),
            NotActions = Member(statement, "NotAction"),
            Resources = Member(statement, "Resource"),
            NotResources = Member(statement, "NotResource"),
            Principals = statement.TryGetProperty("Principal", out var principal) ? PrincipalElement.Of(principal) : null,
            NotPrincipals = statement.TryGetProperty("NotPrincipal", out var others) ? PrincipalElement.Of(others) : null,
            Conditions =
                statement.TryGetProperty("Condition", out var condition) && condition.ValueKind == JsonValueKind.Object
                    ?
                    [
                        .. condition
                            .EnumerateObject()
                            .Where(test => test.Value.ValueKind == JsonValueKind.Object)
                            .SelectMany(test =>
                                test.Value.EnumerateObject().Select(key => Condition.Of(test.Name, key.Name, Texts(key.Value)))
                            ),
                    ]
                    : [],
        };

    /// <param name="hasVariables">by the policy's version</param>
    public bool Applies(AccessRequest request, bool hasVariables) =>
        IsOfAction(request.Action)
        && IsOfResource(request, hasVariables ? request.Keys : null)
        && Conditions.All(c => c.Holds(request.Keys, hasVariables));

    /// <summary>Everybody whom a policy without a principal is attached to is meant by it.</summary>
    public Naming Names(Principal who) =>
        Principals is not null ? Principals.Names(who)
        : NotPrincipals is not null
            ? NotPrincipals.Names(who) is Naming.None ? Naming.Itself
                : Naming.None
        : Naming.None;

    private bool IsOfAction(string action)
    {
        return Actions?.Any(Matches) ?? !(NotActions?.Any(Matches) ?? true);

        bool Matches(string pattern) => Wildcards.Match(pattern, action, ignoreCase: true);
    }

    // A trust policy names no resource: its role is meant
    private bool IsOfResource(AccessRequest request, RequestKeys? variables)
    {
        return Resources?.Any(Matches) ?? !(NotResources?.Any(Matches) ?? false);

        bool Matches(string pattern) => request.Forms.Any(form => PolicyPattern.Matches(pattern, form, variables));
    }

    private static List<string>? Member(JsonElement statement, string name) =>
        statement.TryGetProperty(name, out var value) ? Texts(value) : null;

    private static string? Text(JsonElement statement, string name) =>
        statement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A text or a list of them; numbers and truth values count as they are written.</summary>
    public static List<string> Texts(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => [.. element.EnumerateArray().SelectMany(Texts)],
            JsonValueKind.String => [element.GetString()!],
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [element.GetRawText()],
            _ => [],
        };
}
