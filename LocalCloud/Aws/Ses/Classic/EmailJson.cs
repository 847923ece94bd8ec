using System.Text.Json.Serialization;
using LocalCloud.Aws.Ses.Classic.Identities;

namespace LocalCloud.Aws.Ses.Classic;

/// <summary>The shapes of version 1.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString
)]
[JsonSerializable(typeof(SendRequest))]
[JsonSerializable(typeof(SendRawRequest))]
[JsonSerializable(typeof(SendTemplatedRequest))]
[JsonSerializable(typeof(SendBulkRequest))]
[JsonSerializable(typeof(SendBulkAnswer))]
[JsonSerializable(typeof(SendAnswer))]
[JsonSerializable(typeof(AddressRequest))]
[JsonSerializable(typeof(DomainRequest))]
[JsonSerializable(typeof(DomainAnswer))]
[JsonSerializable(typeof(NamedIdentity))]
[JsonSerializable(typeof(ListIdentitiesRequest))]
[JsonSerializable(typeof(ListIdentitiesAnswer))]
[JsonSerializable(typeof(AddressesAnswer))]
[JsonSerializable(typeof(IdentitiesRequest))]
[JsonSerializable(typeof(VerificationAnswer))]
[JsonSerializable(typeof(PutRequest))]
[JsonSerializable(typeof(NamedTemplate))]
[JsonSerializable(typeof(TemplateAnswer))]
[JsonSerializable(typeof(PageRequest))]
[JsonSerializable(typeof(ListTemplatesAnswer))]
[JsonSerializable(typeof(TestRenderRequest))]
[JsonSerializable(typeof(TestRenderAnswer))]
[JsonSerializable(typeof(PutSetRequest))]
[JsonSerializable(typeof(SetRequest))]
[JsonSerializable(typeof(DescribeSetRequest))]
[JsonSerializable(typeof(DescribeSetAnswer))]
[JsonSerializable(typeof(ListSetsAnswer))]
[JsonSerializable(typeof(NoMembers))]
[JsonSerializable(typeof(QuotaAnswer))]
[JsonSerializable(typeof(StatisticsAnswer))]
[JsonSerializable(typeof(SendingAnswer))]
[JsonSerializable(typeof(Empty))]
internal sealed partial class EmailJson : JsonSerializerContext;

internal sealed record NoMembers;

/// <summary>An answer without members that has its result element all the same.</summary>
internal sealed record Empty
{
    public static readonly Empty Instance = new();
}
