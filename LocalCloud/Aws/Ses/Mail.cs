using LocalCloud.Aws.S3.Bodies;

namespace LocalCloud.Aws.Ses;

/// <summary>A message in the inbox: its envelope; the rest is in its file, as it was sent.</summary>
internal sealed record Mail(
    string Id,
    DateTimeOffset Date,
    string From,
    IReadOnlyList<string> To,
    IReadOnlyList<string> Cc,
    IReadOnlyList<string> Bcc,
    string Subject,
    Segment File
)
{
    public bool IsTo(string address) =>
        To.Concat(Cc).Concat(Bcc).Any(recipient => recipient.Contains(address, StringComparison.OrdinalIgnoreCase));
}
