namespace LocalCloud.Aws.Iam.Evaluation;

internal enum PrincipalKind
{
    /// <summary>Nobody has signed.</summary>
    Anonymous,

    /// <summary>The account itself.</summary>
    Root,

    User,

    /// <summary>A role that was assumed; functions act by one.</summary>
    Session,

    /// <summary>GetFederationToken's.</summary>
    FederatedUser,

    /// <summary>One of AWS's services, which delivers for itself.</summary>
    Service,

    /// <summary>Whom an identity provider vouches for, before a role is assumed.</summary>
    WebIdentity,
}

/// <summary>Who asks, as policies name it.</summary>
/// <param name="Name">the ARN; of a service its name (sns.amazonaws.com), of a web identity its provider's ARN or name</param>
/// <param name="Id">aws:userid: AIDA..., AROA...:session, the account</param>
internal sealed record Principal(PrincipalKind Kind, string Account, string Name, string Id)
{
    public static readonly Principal Nobody = new(PrincipalKind.Anonymous, "anonymous", "*", "anonymous");

    /// <summary>Of a session: the role's ARN.</summary>
    public string? Role { get; init; }

    /// <summary>
    /// Nobody is told apart within the account, for policies are not enforced: whoever of it a policy names is meant.
    /// </summary>
    public bool StandsForAll { get; init; }

    public static Principal Root(string account) => new(PrincipalKind.Root, account, $"arn:aws:iam::{account}:root", account);

    /// <param name="account">for whom it acts; a resource policy asks for the service alone</param>
    public static Principal Service(string name, string account) => new(PrincipalKind.Service, account, name, name);
}
