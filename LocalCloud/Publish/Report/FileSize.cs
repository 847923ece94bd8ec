using System.Globalization;

namespace LocalCloud.Publish.Report;

/// <summary>
/// Sizes of packages, in the megabytes that Lambda counts its limits in: 1,048,576 bytes
/// (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 250 MB unpacked are 262,144,000).
/// </summary>
internal static class FileSize
{
    private const decimal Megabyte = 1024 * 1024;

    public static string Text(long bytes) => (bytes / Megabyte).ToString("0.0 MB", CultureInfo.InvariantCulture);
}
