using System.Globalization;
using System.Text;
using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Locks;

/// <summary>
/// The Object Lock configuration of a bucket that has one: what new objects are retained by when their request says nothing.
/// </summary>
/// <param name="Mode">Null without a default retention.</param>
internal sealed record LockRule(string? Mode, int Days, int Years)
{
    private const int MostDays = 36_500,
        MostYears = 100;

    public const string Enabled =
        $"<ObjectLockConfiguration xmlns=\"{S3Xml.Namespace}\"><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>";

    public static LockRule? Of(string? document) => document is null ? null : Of(S3Xml.Parse(Encoding.UTF8.GetBytes(document))!);

    public Retention? RetentionFrom(DateTimeOffset now) => Mode is null ? null : new(Mode, now.AddDays(Days).AddYears(Years));

    public static S3Error? Fault(XElement root)
    {
        if (root.Child("ObjectLockEnabled") != "Enabled")
            return S3Error.MalformedXml;
        if (root.Children("Rule").FirstOrDefault() is not { } rule)
            return null;
        if (
            rule.Children("DefaultRetention").FirstOrDefault() is not { } retention
            || !Retention.Modes.Contains(retention.Child("Mode"))
            || retention.Children("Days").Any() == retention.Children("Years").Any()
        )
            return S3Error.MalformedXml;
        var (name, most) = retention.Children("Days").Any() ? ("Days", MostDays) : ("Years", MostYears);
        if (!int.TryParse(retention.Child(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
            return S3Error.MalformedXml;
        return count < 1 ? new("InvalidArgument", "Default retention period must be a positive integer value.", 400)
            : count > most
                ? new("InvalidArgument", $"Default retention period too large, the maximum is {most} {name.ToLowerInvariant()}.", 400)
            : null;
    }

    private static LockRule Of(XElement root)
    {
        var retention = root.Children("Rule").SelectMany(rule => rule.Children("DefaultRetention")).FirstOrDefault();
        return new(retention?.Child("Mode"), Number("Days"), Number("Years"));

        int Number(string name) =>
            int.TryParse(retention?.Child(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
