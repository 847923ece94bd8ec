using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Sqs;

/// <summary>A typed value that travels beside the body; also the shape of a system attribute on sending.</summary>
internal sealed record MessageAttributeValue
{
    public string? StringValue { get; init; }

    public byte[]? BinaryValue { get; init; }

    [QueryName("StringListValue")]
    public List<string>? StringListValues { get; init; }

    [QueryName("BinaryListValue")]
    public List<byte[]>? BinaryListValues { get; init; }

    public string? DataType { get; init; }

    public static MessageAttributeValue Of(string text) => new() { DataType = "String", StringValue = text };
}
