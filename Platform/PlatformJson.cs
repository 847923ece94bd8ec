using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Events;
using Platform.Queue;

namespace Platform;

/// <summary>
/// JSON of everything that goes through a queue or the bus: camelCase, unknown members ignored, nulls left out, nothing missing that has no
/// default.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(JobEnvelope))]
[JsonSerializable(typeof(BusEvent))]
[JsonSerializable(typeof(EventDetail))]
[JsonSerializable(typeof(OrderPlaced))]
[JsonSerializable(typeof(OrderRefunded))]
[JsonSerializable(typeof(UserCreated))]
[JsonSerializable(typeof(GenerateReport))]
[JsonSerializable(typeof(SendMail))]
[JsonSerializable(typeof(ProcessImage))]
public sealed partial class PlatformJson : JsonSerializerContext;
