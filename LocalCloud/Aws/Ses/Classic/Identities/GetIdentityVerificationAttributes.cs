namespace LocalCloud.Aws.Ses.Classic.Identities;

internal sealed record IdentitiesRequest(List<string>? Identities);

internal sealed record VerificationAnswer(Dictionary<string, Verification> VerificationAttributes);

internal sealed record Verification(string VerificationStatus, string? VerificationToken);

internal static class GetIdentityVerificationAttributes
{
    public static readonly Operation Definition = Operation<SesState>.Define<IdentitiesRequest, VerificationAnswer>(
        "GetIdentityVerificationAttributes",
        EmailJson.Default.IdentitiesRequest,
        EmailJson.Default.VerificationAnswer,
        Handle,
        Must.Member<IdentitiesRequest>("identities", r => r.Identities).Required().Length(0, 100)
    );

    // What is no identity is left out
    private static Result<VerificationAnswer> Handle(SesState state, IdentitiesRequest request, Context context) =>
        new VerificationAnswer(
            request
                .Identities!.Where(state.HasIdentity)
                .Distinct(StringComparer.Ordinal)
                .ToDictionary(
                    name => name,
                    name => new Verification(
                        "Success",
                        name.Contains('@', StringComparison.Ordinal) ? null : VerifyDomainIdentity.Token(state.Scope, name)
                    )
                )
        );
}
