using System.Text.Json;
using MimeKit;

namespace Services.Tests.Infrastructure;

/// <summary>The mails that SES took, to an address that only this test uses.</summary>
internal sealed class Inbox(string url) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(url) };

    public string Address { get; } = $"{Guid.NewGuid():N}@example.com";

    /// <summary>Newest first, as they would reach a mailbox.</summary>
    public async Task<List<MimeMessage>> ReadAsync()
    {
        var mails = new List<MimeMessage>();
        foreach (var mail in JsonElement.Parse(await _http.GetStringAsync($"/_localcloud/mail?to={Address}&limit=1000")).EnumerateArray())
        {
            mails.Add(await MimeMessage.LoadAsync(await _http.GetStreamAsync(mail.GetProperty("raw").GetString())));
        }

        return mails;
    }

    public static byte[] Content(MimeEntity attachment)
    {
        using var content = new MemoryStream();
        ((MimePart)attachment).Content!.DecodeTo(content);
        return content.ToArray();
    }

    public void Dispose() => _http.Dispose();
}
