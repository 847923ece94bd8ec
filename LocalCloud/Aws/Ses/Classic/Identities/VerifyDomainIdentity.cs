using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Aws.Ses.Classic.Identities;

internal sealed record DomainRequest(string? Domain);

internal sealed record DomainAnswer(string VerificationToken);

internal static class VerifyDomainIdentity
{
    public static readonly Operation Definition = Operation<SesState>.Define<DomainRequest, DomainAnswer>(
        "VerifyDomainIdentity",
        EmailJson.Default.DomainRequest,
        EmailJson.Default.DomainAnswer,
        Handle,
        Must.Member<DomainRequest>("domain", r => r.Domain).Required()
    );

    private static Result<DomainAnswer> Handle(SesState state, DomainRequest request, Context context)
    {
        var domain = request.Domain!;
        if (!domain.Contains('.', StringComparison.Ordinal) || Uri.CheckHostName(domain) != UriHostNameType.Dns)
            return EmailErrors.Of(Ses.SendEmail.Bad($"Invalid domain name {domain}."));
        if (!state.HasIdentity(domain))
            state.AddIdentity(context.Changes, domain);
        return new DomainAnswer(Token(state.Scope, domain));
    }

    /// <summary>The same for each domain of an account, as on AWS; there is no name server that would have to know it.</summary>
    public static string Token(Scope scope, string domain) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{scope.Account}/{domain.ToLowerInvariant()}")));
}
