using System.Globalization;
using System.Text;

namespace LocalCloud.Aws.Sns.Messages;

/// <summary>Message attributes: what is allowed, and what they weigh.</summary>
internal static class MessageAttributes
{
    // docs: sms_publish-to-phone, sns-send-custom-platform-specific-payloads-mobile-devices
    private static readonly string[] ForPhones = ["AWS.SNS.SMS.", "AWS.MM.SMS.", "AWS.SNS.MOBILE."];

    /// <summary>Settings of a text message or of mobile push: no other endpoint takes attributes of such names.</summary>
    public static bool IsReserved(string name) =>
        name.StartsWith("AWS.", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Amazon.", StringComparison.OrdinalIgnoreCase);

    public static AwsError? Check(Dictionary<string, MessageAttributeValue>? attributes)
    {
        foreach (var (name, value) in attributes ?? [])
            if ((CheckName(name) ?? CheckValue(name, value)) is { } error)
                return error;
        return null;
    }

    public static long Size(Dictionary<string, MessageAttributeValue>? attributes) =>
        attributes is null
            ? 0
            : attributes.Sum(a =>
                (long)Encoding.UTF8.GetByteCount(a.Key)
                + Encoding.UTF8.GetByteCount(a.Value.DataType ?? "")
                + (a.Value.BinaryValue?.Length ?? Encoding.UTF8.GetByteCount(a.Value.StringValue ?? ""))
            );

    private static AwsError? CheckName(string name)
    {
        if (name.Length is 0 or > 256)
            return SnsErrors.InvalidValue("Length of message attribute name must be between 1 and 256 bytes.");
        foreach (var c in name)
            if (!(char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'))
                return SnsErrors.InvalidValue(
                    $"Invalid non-alphanumeric character '#x{((int)c).ToString("X", CultureInfo.InvariantCulture)}' was found in the "
                        + "message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots."
                );
        if (name[0] == '.' || name[^1] == '.')
            return SnsErrors.InvalidValue("Invalid message attribute name starting or ending with character '.' was found.");
        if (name.Contains("..", StringComparison.Ordinal))
            return SnsErrors.InvalidValue("Message attribute name can not have successive '.' character.");
        return IsReserved(name) && !ForPhones.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
            ? SnsErrors.InvalidValue("Message attribute name can not start with AWS-reserved prefixes such as AWS. or Amazon.")
            : null;
    }

    private static AwsError? CheckValue(string name, MessageAttributeValue value)
    {
        if (value.DataType is not { Length: > 0 } type)
            return SnsErrors.InvalidValue($"The message attribute '{name}' must contain non-empty message attribute type.");
        if (value.Kind is not ("String" or "Number" or "Binary"))
            return SnsErrors.InvalidValue(
                $"The message attribute '{name}' has an invalid message attribute type, the set of supported type prefixes is Binary, "
                    + "Number, and String."
            );
        if (value.Kind is "Binary" ? value.StringValue is not null : value.BinaryValue is not null)
            return SnsErrors.InvalidValue(
                $"The message attribute '{name}' with type '{type}' must use field '{(value.Kind is "Binary" ? "Binary" : "String")}'."
            );
        if ((value.BinaryValue?.Length ?? value.StringValue?.Length ?? 0) == 0)
            return SnsErrors.InvalidValue(
                $"The message attribute '{name}' must contain non-empty message attribute value for message attribute type '{type}'."
            );
        return value.Kind is "Number" && !double.TryParse(value.StringValue, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? SnsErrors.InvalidValue($"Could not cast message attribute '{name}' value to number.")
            : null;
    }
}
