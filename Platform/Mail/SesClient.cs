using System.Text.Json.Serialization;
using Platform.Aws;
using Platform.Aws.Minimal;

namespace Platform.Mail;

/// <summary>SES v2's SendEmail: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html.</summary>
internal sealed class SesClient(AwsEndpoint endpoint)
    : MinimalAwsClient(endpoint.ApplyTo(new MinimalAwsConfig("SESv2", "email", "ses")), endpoint.Credentials)
{
    public Task<SendEmailResponse> SendEmailAsync(SendEmailRequest request, CancellationToken cancellationToken) => SendAsync(
        "SendEmail", "/v2/email/outbound-emails", null, request, SesJson.Default.SendEmailRequest, SesJson.Default.SendEmailResponse, cancellationToken);
}

internal sealed record SendEmailRequest(string FromEmailAddress, EmailDestination Destination, EmailContent Content);

internal sealed record EmailDestination(IReadOnlyList<string> ToAddresses, IReadOnlyList<string> CcAddresses, IReadOnlyList<string> BccAddresses);

internal sealed record EmailContent(RawMessage Raw);

internal sealed record RawMessage(byte[] Data);

internal sealed record SendEmailResponse(string MessageId);

[JsonSerializable(typeof(SendEmailRequest))]
[JsonSerializable(typeof(SendEmailResponse))]
internal sealed partial class SesJson : JsonSerializerContext;
