using System.Globalization;
using LocalCloud.Aws.Iam.Evaluation;

namespace LocalCloud.Aws.Iam.Access;

/// <summary>Who has signed a request, with its policies as they are now.</summary>
internal sealed record Identity(Principal Principal, OwnPolicies Own)
{
    public static readonly Identity Anonymous = new(Principal.Nobody, OwnPolicies.None);

    /// <summary>What the account itself may do, as far as it is asked.</summary>
    public static readonly AccessPolicy Everything = AccessPolicy.Of(
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"""
    );

    public bool IsRoot => Principal.Kind is PrincipalKind.Root;

    public bool IsAnonymous => Principal.Kind is PrincipalKind.Anonymous;

    /// <summary>Null for all but users.</summary>
    public string? UserName { get; init; }

    /// <summary>Of the user or role, and of the session, which go before.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Null for what is not of a session.</summary>
    public DateTimeOffset? TokenIssued { get; init; }

    public string? SourceIdentity { get; init; }

    public static Identity Root(string account) => new(Principal.Root(account), new([Everything]));

    /// <summary>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties</summary>
    public RequestKeys AddTo(RequestKeys keys)
    {
        if (IsAnonymous)
            return keys.Set("aws:PrincipalType", "Anonymous").Set("aws:userid", "anonymous").Set("aws:PrincipalIsAWSService", "false");
        return keys.Set("aws:PrincipalArn", Principal.Role ?? Principal.Name)
            .Set("aws:PrincipalAccount", Principal.Account)
            .Set(
                "aws:PrincipalType",
                Principal.Kind switch
                {
                    PrincipalKind.Root => "Account",
                    PrincipalKind.Session => "AssumedRole",
                    PrincipalKind.FederatedUser => "FederatedUser",
                    _ => "User",
                }
            )
            .Set("aws:PrincipalIsAWSService", "false")
            .Set("aws:userid", Principal.Id)
            .Set("aws:username", UserName)
            .Set("aws:SourceIdentity", SourceIdentity)
            .Set("aws:TokenIssueTime", TokenIssued?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
            .Set("aws:MultiFactorAuthPresent", TokenIssued is null ? null : "false")
            .SetTags("aws:PrincipalTag", Tags);
    }
}
