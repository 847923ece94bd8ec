using System.Globalization;
using System.Text;
using LocalCloud.Aws.S3.Objects;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Expiry;

/// <summary>A bucket's lifecycle: its enabled rules.</summary>
/// <param name="Begins">The midnight from which on they are carried out: the first one after they were put.</param>
/// <param name="VariesByClass">TransitionDefaultMinimumObjectSize is varies_by_storage_class.</param>
internal sealed record LifecycleRules(IReadOnlyList<LifecycleRule> Rules, DateTimeOffset Begins, bool VariesByClass)
{
    public const string Subresource = "lifecycle";

    /// <summary>Beside the document: TransitionDefaultMinimumObjectSize.</summary>
    public const string Setting = $"{Subresource} setting";

    /// <summary>Beside the document: when it was put.</summary>
    public const string PutAt = $"{Subresource} put at";

    public const string ExpirationHeader = "x-amz-expiration";

    public static LifecycleRules? Of(IReadOnlyDictionary<string, string> documents) =>
        documents.GetValueOrDefault(Subresource) is not { } document
            ? null
            : new(
                [
                    .. S3Xml
                        .Parse(Encoding.UTF8.GetBytes(document))!
                        .Children("Rule")
                        .Where(rule => rule.Child("Status") == "Enabled")
                        .Select(LifecycleRule.Of),
                ],
                documents.GetValueOrDefault(PutAt) is { } put
                    ? LifecycleTerm.NextMidnight(DateTimeOffset.Parse(put, CultureInfo.InvariantCulture))
                    : DateTimeOffset.MinValue,
                documents.GetValueOrDefault(Setting) == "varies_by_storage_class"
            );

    public static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>When a current version expires, and by which rule: the earliest one.</summary>
    public (DateTimeOffset At, LifecycleRule Rule)? ExpiryOf(StoredObject stored) =>
        First(rule => rule.Filter.Matches(stored) ? rule.Expiration?.From(stored.LastModified) : null);

    /// <summary>When an upload that is not completed ends.</summary>
    public (DateTimeOffset At, LifecycleRule Rule)? AbortOf(string key, DateTimeOffset initiated) =>
        First(rule => rule.Filter.Matches(key) ? rule.Abort?.From(initiated) : null);

    private (DateTimeOffset At, LifecycleRule Rule)? First(Func<LifecycleRule, DateTimeOffset?> when) =>
        Rules
            .Select(rule => (At: when(rule), Rule: rule))
            .Where(pair => pair.At is not null)
            .OrderBy(pair => pair.At)
            .Select(pair => ((DateTimeOffset, LifecycleRule)?)(pair.At!.Value, pair.Rule))
            .FirstOrDefault();
}
