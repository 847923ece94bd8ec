namespace LocalCloud.Aws.Kms.Grants;

/// <summary>Lets a principal use a key without its policy: https://docs.aws.amazon.com/kms/latest/developerguide/grants.html.</summary>
/// <param name="Id">64 hexadecimal digits.</param>
internal sealed record Grant(
    string Id,
    string Token,
    string GranteePrincipal,
    string? RetiringPrincipal,
    List<string> Operations,
    GrantConstraints? Constraints,
    string? Name,
    string IssuingAccount,
    DateTimeOffset Created
);

internal sealed record GrantConstraints(
    Dictionary<string, string>? EncryptionContextSubset,
    Dictionary<string, string>? EncryptionContextEquals,
    string? SourceArn = null
);
