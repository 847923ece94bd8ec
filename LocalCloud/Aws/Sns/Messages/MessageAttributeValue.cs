using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Sns.Messages;

internal sealed record MessageAttributeValue
{
    public string? DataType { get; init; }

    public string? StringValue { get; init; }

    public byte[]? BinaryValue { get; init; }

    /// <summary>String, Number or Binary: what stands before a type of one's own.</summary>
    [JsonIgnore]
    public string Kind => DataType is { } type ? type.Split('.')[0] : "";

    [JsonIgnore]
    public string Text => StringValue ?? Convert.ToBase64String(BinaryValue ?? []);
}
