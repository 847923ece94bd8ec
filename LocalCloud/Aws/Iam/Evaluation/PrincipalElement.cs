using System.Text.Json;

namespace LocalCloud.Aws.Iam.Evaluation;

/// <summary>How closely a policy names who asks: what it names less closely, other policies still narrow.</summary>
internal enum Naming
{
    None,

    /// <summary>Its account: the account's own policies say who of it.</summary>
    Account,

    /// <summary>The role that was assumed: boundaries and session policies still count.</summary>
    Role,

    /// <summary>Itself, or everybody.</summary>
    Itself,
}

/// <summary>
/// Principal or NotPrincipal: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
/// </summary>
internal sealed class PrincipalElement(IReadOnlyList<(string Kind, string Value)> entries)
{
    private const string Everybody = "*";

    public static PrincipalElement Of(JsonElement element) =>
        new(
            element.ValueKind switch
            {
                JsonValueKind.Object =>
                [
                    .. element.EnumerateObject().SelectMany(kind => AccessStatement.Texts(kind.Value).Select(value => (kind.Name, value))),
                ],
                _ => [.. AccessStatement.Texts(element).Select(value => ("AWS", value))],
            }
        );

    public IReadOnlyList<(string Kind, string Value)> Entries => entries;

    public Naming Names(Principal who)
    {
        var closest = Naming.None;
        foreach (var (kind, value) in entries)
            if (Names(kind, value, who) is var naming && naming > closest)
                closest = naming;
        return closest;
    }

    private static Naming Names(string kind, string value, Principal who) =>
        kind switch
        {
            "AWS" when value == Everybody => Naming.Itself,
            "AWS" => OfAccounts(value, who),
            "Service" => who.Kind is PrincipalKind.Service && value.Equals(who.Name, StringComparison.OrdinalIgnoreCase)
                ? Naming.Itself
                : Naming.None,
            "Federated" => who.Kind is PrincipalKind.WebIdentity && value == who.Name ? Naming.Itself : Naming.None,
            "CanonicalUser" => value == CanonicalUser.Of(who.Account) ? Naming.Account : Naming.None,
            _ => Naming.None,
        };

    private static Naming OfAccounts(string value, Principal who)
    {
        if (who.Kind is PrincipalKind.Anonymous or PrincipalKind.Service or PrincipalKind.WebIdentity)
            return Naming.None;
        var parts = value.Split(':', 6);
        var account = parts is ["arn", _, "iam" or "sts", _, var owner, _] ? owner : value;
        if (account == who.Account && (parts is not [.., var resource] || parts.Length < 6 || resource == "root"))
            return who.Kind is PrincipalKind.Root ? Naming.Itself : Naming.Account;
        if (value == who.Name || value == who.Id || who.StandsForAll && account == who.Account)
            return Naming.Itself;
        return value == who.Role || who.Role is not null && value == who.Id.Split(':')[0] ? Naming.Role : Naming.None;
    }
}
