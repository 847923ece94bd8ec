using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>The mails that the local AWS has taken.</summary>
internal sealed class Inbox(HttpClient aws)
{
    public async Task<IReadOnlyList<JsonNode>> ToAsync(string address) =>
        [.. (await aws.GetJsonAsync($"/_localcloud/mail?limit=1000&to={Uri.EscapeDataString(address)}")).Items()];

    /// <summary>The only mail to this address whose subject begins so, once it is there.</summary>
    public Task<JsonNode> TheMailAsync(string address, string subject) =>
        Eventually.Async($"mail '{subject}...' to {address}", async () =>
            (await ToAsync(address)).SingleOrDefault(mail => mail.Text("subject").StartsWith(subject, StringComparison.Ordinal))
        );

    public Task<byte[]> AttachmentAsync(JsonNode mail, int number) => aws.GetByteArrayAsync(mail["attachments"]![number].Text("url"));
}
