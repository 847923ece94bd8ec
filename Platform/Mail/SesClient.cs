using System.Text.Json.Serialization;
using Amazon.Runtime;
using Platform.Aws;
using Platform.Aws.Minimal;
using Platform.Outages;

namespace Platform.Mail;

/// <summary>SES v2's SendEmail: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html.</summary>
internal sealed class SesClient(AwsEndpoint endpoint)
    : MinimalAwsClient(endpoint.ApplyTo(new MinimalAwsConfig("SESv2", "email", "ses")), endpoint.Credentials)
{
    public Task<SendEmailResponse> SendEmailAsync(SendEmailRequest request, CancellationToken cancellationToken) =>
        SendAsync(
            "SendEmail",
            "/v2/email/outbound-emails",
            null,
            request,
            SesJson.Default.SendEmailRequest,
            SesJson.Default.SendEmailResponse,
            cancellationToken
        );

    /// <summary>
    /// Returns when SES answers and the account may send; also when this role may not ask:
    /// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html.
    /// </summary>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            var account = await GetAsync("GetAccount", "/v2/email/account", SesJson.Default.GetAccountResponse, cancellationToken);
            if (account.SendingEnabled == false)
            {
                throw new AmazonClientException("The account may not send now (GetAccount says SendingEnabled: false)");
            }
        }
        catch (AmazonServiceException exception) when (Outage.Of(exception) is null) { }
    }
}

internal sealed record SendEmailRequest(string FromEmailAddress, EmailDestination Destination, EmailContent Content);

internal sealed record EmailDestination(
    IReadOnlyList<string> ToAddresses,
    IReadOnlyList<string> CcAddresses,
    IReadOnlyList<string> BccAddresses
);

internal sealed record EmailContent(RawMessage Raw);

internal sealed record RawMessage(byte[] Data);

internal sealed record SendEmailResponse(string MessageId);

internal sealed record GetAccountResponse(bool? SendingEnabled);

[JsonSerializable(typeof(GetAccountResponse))]
[JsonSerializable(typeof(SendEmailRequest))]
[JsonSerializable(typeof(SendEmailResponse))]
internal sealed partial class SesJson : JsonSerializerContext;
