using System.Xml.Linq;
using LocalCloud.Aws.S3.Expiry;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Buckets;

/// <summary>The document of a bucket's lifecycle rules. What they say is done at midnight: <see cref="LifecycleTimer"/>.</summary>
internal static class Lifecycle
{
    public const string MinimumSizeHeader = "x-amz-transition-default-minimum-object-size";

    /// <summary>Which objects are too small to be moved: TransitionDefaultMinimumObjectSize.</summary>
    public static readonly string[] MinimumSizes = ["all_storage_classes_128K", "varies_by_storage_class"];

    private const int MostRules = 1000;
    private static readonly string[] Actions =
    [
        "Expiration",
        "Transition",
        "NoncurrentVersionExpiration",
        "NoncurrentVersionTransition",
        "AbortIncompleteMultipartUpload",
    ];

    public static S3Error? Check(XElement root)
    {
        var rules = root.Children("Rule").ToList();
        if (
            rules.Count is 0 or > MostRules
            || rules.Any(rule =>
                rule.Child("Status") is not ("Enabled" or "Disabled") || !(rule.Children("Filter").Any() ^ rule.Children("Prefix").Any())
            )
        )
            return S3Error.MalformedXml;
        if (rules.Any(rule => !Actions.Any(action => rule.Children(action).Any())))
            return S3Error.InvalidRequest("At least one action needs to be specified in a rule");
        if (rules.FirstOrDefault(rule => rule.Child("ID") is { Length: > 255 }) is { } lengthy)
            return S3Error.InvalidArgument("ID length should not exceed allowed limit of 255", "ID", lengthy.Child("ID")!);
        var ids = rules.Select(rule => rule.Child("ID")).OfType<string>().ToList();
        if (ids.Distinct().Count() != ids.Count)
            return S3Error.InvalidArgument(
                "Rule ID must be unique. Found same ID for more than one rule",
                "ID",
                ids.GroupBy(id => id).First(group => group.Count() > 1).Key
            );
        return rules.Select(LifecycleCheck.Fault).FirstOrDefault(fault => fault is not null);
    }

    /// <summary>A rule without an id gets one.</summary>
    public static string WithIds(XElement root)
    {
        foreach (var rule in root.Children("Rule").Where(rule => string.IsNullOrEmpty(rule.Child("ID"))))
        {
            rule.Children("ID").Remove();
            rule.AddFirst(new XElement(rule.Name.Namespace + "ID", VersionId.New()));
        }
        return root.ToString(SaveOptions.DisableFormatting);
    }
}
