namespace LocalCloud.Aws.Ses.Identities;

/// <param name="EmailIdentity">An address or a domain.</param>
internal sealed record IdentityRequest(string? EmailIdentity);

internal sealed record DkimAttributes(bool SigningEnabled, string Status);

internal static class Identity
{
    public static readonly DkimAttributes NoDkim = new(false, "NOT_STARTED");

    public static string TypeOf(string identity) => identity.Contains('@', StringComparison.Ordinal) ? "EMAIL_ADDRESS" : "DOMAIN";

    public static AwsError NotFound(string? identity) => new("NotFoundException", $"Email identity {identity} does not exist.", 404);
}
