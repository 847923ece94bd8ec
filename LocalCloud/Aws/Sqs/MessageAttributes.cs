using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Sqs;

/// <summary>Message attributes: what is allowed, how much they weigh, and the digest that clients compare.</summary>
internal static partial class MessageAttributes
{
    private const int Max = 10;

    public static AwsError? Check(Dictionary<string, MessageAttributeValue>? attributes)
    {
        if (attributes is null)
            return null;
        if (attributes.Count > Max)
            return SqsErrors.InvalidParameter($"Number of message attributes [{attributes.Count}] exceeds the allowed maximum [{Max}].");
        foreach (var (name, value) in attributes)
            if ((CheckName(name) ?? CheckValue(name, value)) is { } error)
                return error;
        return null;
    }

    public static AwsError? CheckSystem(Dictionary<string, MessageAttributeValue>? attributes)
    {
        foreach (var (name, value) in attributes ?? [])
        {
            if (name is not "AWSTraceHeader")
                return SqsErrors.InvalidParameter($"Message system attribute name '{name}' is invalid.");
            if (value.DataType is not "String")
                return SqsErrors.InvalidParameter($"The message system attribute '{name}' must be of type 'String'.");
            if (CheckValue(name, value) is { } error)
                return error;
        }
        return null;
    }

    /// <summary>Also of a request that is refused, whose attributes may have no value.</summary>
    public static long Size(Dictionary<string, MessageAttributeValue>? attributes) =>
        attributes is null
            ? 0
            : attributes.Sum(a =>
                Encoding.UTF8.GetByteCount(a.Key)
                + Encoding.UTF8.GetByteCount(a.Value?.DataType ?? "")
                + (a.Value?.BinaryValue?.Length ?? Encoding.UTF8.GetByteCount(a.Value?.StringValue ?? ""))
            );

    /// <summary>MD5 over names, types and values, each with its length, in the order of names; null when there are none.</summary>
    public static string? Md5(Dictionary<string, MessageAttributeValue>? attributes)
    {
        if (attributes is not { Count: > 0 })
            return null;
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var (name, value) in attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            Append(digest, Encoding.UTF8.GetBytes(name));
            Append(digest, Encoding.UTF8.GetBytes(value.DataType!));
            var binary = value.BinaryValue is not null;
            digest.AppendData([(byte)(binary ? 2 : 1)]);
            Append(digest, value.BinaryValue ?? Encoding.UTF8.GetBytes(value.StringValue ?? ""));
        }
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static void Append(IncrementalHash digest, byte[] bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        digest.AppendData(length);
        digest.AppendData(bytes);
    }

    private static AwsError? CheckName(string name)
    {
        if (name.Length == 0)
            return SqsErrors.InvalidParameter("The request must contain non-empty message attribute name.");
        if (name.Length > 256)
            return SqsErrors.InvalidParameter("Length of message attribute name must be between 1 and 256 bytes.");
        if (!NamePattern.IsMatch(name) || name[0] is '.' || name[^1] is '.' || name.Contains("..", StringComparison.Ordinal))
            return SqsErrors.InvalidParameter(
                $"Message (user) attribute name '{name}' is invalid. The message attribute name can contain the following characters: "
                    + "A-Z, a-z, 0-9, underscore (_), hyphen(-), and period (.). The name must not start or end with a period, and it "
                    + "must not have successive periods."
            );
        return name.StartsWith("AWS.", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Amazon.", StringComparison.OrdinalIgnoreCase)
            ? SqsErrors.InvalidParameter(
                $"Message (user) attribute name '{name}' is invalid. The name must not start with AWS-reserved prefixes such as "
                    + "AWS. or Amazon."
            )
            : null;
    }

    private static AwsError? CheckValue(string name, MessageAttributeValue value)
    {
        if (value.StringListValues is { Count: > 0 } || value.BinaryListValues is { Count: > 0 })
            return SqsErrors.InvalidParameter($"Message attribute list values in SendMessage operation are not supported.");
        if (value.DataType is not { Length: > 0 } type)
            return SqsErrors.InvalidParameter($"The message attribute '{name}' must contain non-empty message attribute type.");
        if (type.Length > 256)
            return SqsErrors.InvalidParameter($"The message attribute '{name}' has a type of more than 256 bytes.");
        var kind = type.Split('.')[0];
        if (kind is not ("String" or "Number" or "Binary"))
            return SqsErrors.InvalidParameter(
                $"The type of message (user) attribute '{name}' is invalid. You must use only the following supported type prefixes: "
                    + "Binary, Number, String."
            );
        if (kind is "Binary" ? value.StringValue is not null : value.BinaryValue is not null)
            return SqsErrors.InvalidParameter(
                $"The message attribute '{name}' with type '{type}' must use field '{(kind is "Binary" ? "Binary" : "String")}'."
            );
        if ((value.BinaryValue?.Length ?? value.StringValue?.Length ?? 0) == 0)
            return SqsErrors.InvalidParameter($"Message (user) attribute '{name}' must contain a non-empty value of type '{kind}'.");
        if (kind is "Number" && !double.TryParse(value.StringValue, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            return SqsErrors.InvalidParameter($"Can't cast the value of message (user) attribute '{name}' to a number.");
        return value.StringValue is { } text ? MessageText.Check(Encoding.UTF8.GetBytes(text), $"message attribute '{name}'") : null;
    }

    [GeneratedRegex("^[A-Za-z0-9_.-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern { get; }
}
