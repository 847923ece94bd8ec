using System.Globalization;
using System.Xml.Linq;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Expiry;

/// <summary>What S3 does not take for an action of a lifecycle rule.</summary>
internal static class LifecycleCheck
{
    private const int MostNewer = 100;

    public static S3Error? Fault(XElement rule)
    {
        if (LifecycleFilter.Of(rule) is not { } filter)
            return S3Error.MalformedXml;
        return rule.Children("Expiration")
            .Select(expiration => OfExpiration(expiration, filter))
            .Concat(rule.Children("Transition").Select(OfTransition))
            .Concat(rule.Children("NoncurrentVersionExpiration").Select(OfNoncurrent))
            .Concat(rule.Children("NoncurrentVersionTransition").Select(OfNoncurrentMove))
            .Concat(rule.Children("AbortIncompleteMultipartUpload").Select(abort => OfAbort(abort, filter)))
            .Append(OfOrder(rule, filter))
            .FirstOrDefault(fault => fault is not null);
    }

    private static S3Error? OfExpiration(XElement expiration, LifecycleFilter filter)
    {
        var (days, date, marker) = (expiration.Child("Days"), expiration.Child("Date"), expiration.Child("ExpiredObjectDeleteMarker"));
        if (new[] { days, date, marker }.Count(member => member is not null) != 1 || marker is not (null or "true" or "false"))
            return S3Error.MalformedXml;
        if (marker is not null)
            return filter.Tags.Count > 0 ? S3Error.InvalidRequest("ExpiredObjectDeleteMarker cannot be specified with Tags.") : null;
        return date is not null ? OfDate(date) : Positive(days, "Days", "Expiration");
    }

    private static S3Error? OfTransition(XElement move)
    {
        var (days, date) = (move.Child("Days"), move.Child("Date"));
        if (days is null == date is null || !StorageMove.Classes.Contains(move.Child("StorageClass")))
            return S3Error.MalformedXml;
        if (date is not null)
            return OfDate(date);
        if (!int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return Invalid("'Days' in Transition action must be nonnegative");
        return count < 30 && move.Child("StorageClass") is ("STANDARD_IA" or "ONEZONE_IA") and var colder
            ? Invalid($"'Days' in Transition action must be greater than or equal to 30 for storageClass '{colder}'")
            : null;
    }

    private static S3Error? OfNoncurrent(XElement expiration) =>
        Positive(expiration.Child("NoncurrentDays"), "NoncurrentDays", "NoncurrentVersionExpiration")
        ?? OfNewer(expiration, "NoncurrentVersionExpiration");

    private static S3Error? OfNoncurrentMove(XElement move) =>
        !StorageMove.Classes.Contains(move.Child("StorageClass")) ? S3Error.MalformedXml
        : !int.TryParse(move.Child("NoncurrentDays"), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? Invalid("'NoncurrentDays' in NoncurrentVersionTransition action must be nonnegative")
        : OfNewer(move, "NoncurrentVersionTransition");

    private static S3Error? OfNewer(XElement action, string name) =>
        action.Child("NewerNoncurrentVersions") is { } newer
        && !(int.TryParse(newer, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= MostNewer)
            ? Invalid($"'NewerNoncurrentVersions' for {name} action must be an integer from 1 to {MostNewer}")
            : null;

    private static S3Error? OfAbort(XElement abort, LifecycleFilter filter) =>
        filter.Tags.Count > 0 ? S3Error.InvalidRequest("AbortIncompleteMultipartUpload cannot be specified with Tags.")
        : filter.HasSize ? S3Error.InvalidRequest("AbortIncompleteMultipartUpload cannot be specified with Object Size.")
        : Positive(abort.Child("DaysAfterInitiation"), "DaysAfterInitiation", "AbortIncompleteMultipartUpload");

    private static S3Error? OfOrder(XElement rule, LifecycleFilter filter)
    {
        var expiration = LifecycleTerm.Of(rule.Children("Expiration").FirstOrDefault(), "Days");
        return
            expiration is { Date: null }
            && rule.Children("Transition")
                .Select(move => LifecycleTerm.Of(move, "Days"))
                .Any(move => move is { Date: null } && move.Days >= expiration.Days)
            ? Invalid(
                $"'Days' in the Expiration action for filter '(prefix={filter.Prefix})' must be greater than 'Days' in "
                    + "the Transition action"
            )
            : null;
    }

    private static S3Error? OfDate(string text) =>
        !LifecycleTerm.TryParseDate(text, out var date) ? S3Error.MalformedXml
        : date.TimeOfDay == TimeSpan.Zero ? null
        : Invalid("'Date' must be at midnight GMT");

    private static S3Error? Positive(string? text, string member, string action) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? null
            : Invalid($"'{member}' for {action} action must be a positive integer");

    private static S3Error Invalid(string message) => new("InvalidArgument", message, 400);
}
