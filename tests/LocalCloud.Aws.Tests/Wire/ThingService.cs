using System.Text.Json;
using System.Text.Json.Serialization;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Tests.Wire;

/// <summary>A service that echoes what its operations were given, to see how REST-JSON binds.</summary>
internal sealed class ThingService : Service
{
    public override string Id => "things";

    public override IReadOnlyList<string> RestPaths => ["/things"];

    public override string MessageMember(AwsError error) => error.Code == "Nasty" ? "Message" : "message";

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            Operation<ThingState>
                .Define(
                    "PutThing",
                    ThingJson.Default.ThingRequest,
                    ThingJson.Default.Echo,
                    Echo,
                    Must.Member<ThingRequest>("name", r => r.Name).Required().Length(1, 5)
                )
                .Http("PUT /things/{Name}?tag={Tags}&size={Size}&when={When}&flag={Flag}", 201)
                .Header("x-colour", "Colour"),
            Operation<ThingState>
                .Define("GetPart", ThingJson.Default.ThingRequest, ThingJson.Default.Echo, Echo)
                .Http("GET /things/{Name}/parts/{Path+}/end"),
            Operation<ThingState>
                .Define("GetLatest", ThingJson.Default.ThingRequest, ThingJson.Default.Echo, (_, r, _) => new Echo { Name = "literal" })
                .Http("GET /things/latest"),
            Operation<ThingState>
                .Define("GetThing", ThingJson.Default.ThingRequest, ThingJson.Default.Echo, Echo)
                .Http("GET /things/{Name}"),
            Operation<ThingState>
                .Define("CountThings", ThingJson.Default.ThingRequest, ThingJson.Default.Echo, (_, r, _) => new Echo { Name = "count" })
                .Http("GET /things?mode=count"),
            Operation<ThingState>
                .Define("DeleteThing", ThingJson.Default.ThingRequest, (_, r, _) =>
                    r.Name == "bad"
                        ? new AwsError("Nasty", "No.", 409) { Members = JsonDocument.Parse("""{"Type":"User"}""").RootElement }
                        : Nothing.Instance
                )
                .Http("DELETE /things/{Name}", 204),
            Operation<ThingState>
                .Define("Run", ThingJson.Default.RunRequest, ThingJson.Default.RunResponse, (_, r, _) => new RunResponse
                    {
                        StatusCode = 202,
                        Mood = r.Name,
                        Payload = [.. (r.Payload ?? []).Reverse()],
                    })
                .Http("POST /things/{Name}/run")
                .Payload((request, body) => request with { Payload = body })
                .AnswerStatus(r => r.StatusCode)
                .AnswerHeader("x-mood", r => r.Mood)
                .AnswerHeader("x-none", _ => null)
                .AnswerBody((answer, http, cancellation) => http.Response.Body.WriteAsync(answer.Payload, cancellation).AsTask()),
        ];

    public override IReadOnlyList<string> NotSupported => ["BreakThing POST /things/{Name}/break"];

    protected override ServiceState CreateState(Scope scope) => new ThingState(this, scope);

    private static Result<Echo> Echo(ThingState state, ThingRequest request, Context context) =>
        new Echo
        {
            Name = request.Name,
            Path = request.Path,
            Tags = request.Tags,
            Size = request.Size,
            When = request.When,
            Flag = request.Flag,
            Colour = request.Colour,
            Text = request.Text,
        };
}

/// <summary>Signs as the other does, as the two versions of API Gateway do.</summary>
internal sealed class OtherThingService : Service
{
    public override string Id => "things2";

    public override IReadOnlyList<string> OtherSigningNames => ["things"];

    public override IReadOnlyList<string> RestPaths => [];

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            Operation<ThingState>
                .Define("GetOther", ThingJson.Default.ThingRequest, ThingJson.Default.Echo, (_, r, _) => new Echo { Name = "other" })
                .Http("GET /others/{Name}"),
        ];

    protected override ServiceState CreateState(Scope scope) => new ThingState(this, scope);
}

internal sealed class ThingState(Service service, Scope scope) : ServiceState(service, scope)
{
    protected internal override void Load(IEnumerable<StoredRow> rows) => throw new InvalidOperationException("nothing is stored");
}

internal sealed record ThingRequest
{
    public string? Name { get; init; }
    public string? Path { get; init; }
    public List<string>? Tags { get; init; }
    public int? Size { get; init; }

    [JsonConverter(typeof(EpochSeconds))]
    public DateTimeOffset? When { get; init; }
    public bool? Flag { get; init; }
    public string? Colour { get; init; }
    public string? Text { get; init; }
}

internal sealed record Echo
{
    public string? Name { get; init; }
    public string? Path { get; init; }
    public List<string>? Tags { get; init; }
    public int? Size { get; init; }
    public DateTimeOffset? When { get; init; }
    public bool? Flag { get; init; }
    public string? Colour { get; init; }
    public string? Text { get; init; }
}

internal sealed record RunRequest
{
    public string? Name { get; init; }
    public byte[]? Payload { get; init; }
}

internal sealed record RunResponse
{
    public int StatusCode { get; init; }
    public string? Mood { get; init; }
    public byte[]? Payload { get; init; }
}

[JsonSourceGenerationOptions(
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ThingRequest))]
[JsonSerializable(typeof(Echo))]
[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(RunResponse))]
internal sealed partial class ThingJson : JsonSerializerContext;
