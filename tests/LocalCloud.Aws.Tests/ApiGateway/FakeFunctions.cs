using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Tests.ApiGateway;

/// <summary>Stands in for Lambda: functions are the test's own code.</summary>
internal sealed class FakeFunctions : Service
{
    /// <summary>By function ARN: from the event to what is returned, or a throw for a function that fails.</summary>
    public ConcurrentDictionary<string, Func<JsonNode, Task<string>>> Code { get; } = new(StringComparer.Ordinal);

    /// <summary>The same code in the next emulator.</summary>
    public FakeFunctions With(FakeFunctions? before)
    {
        foreach (var (arn, code) in before?.Code ?? [])
            Code[arn] = code;
        return this;
    }

    public override string Id => "lambda";

    public override IReadOnlyList<Operation> Operations =>
        field ??= [Operation<FakeState>.DefineAsync("Invoke", FakeJson.Default.FakeInvoke, FakeJson.Default.FakeResult, InvokeAsync)];

    protected override ServiceState CreateState(Scope scope) => new FakeState(this, scope);

    private async ValueTask<Result<FakeResult>> InvokeAsync(FakeState state, FakeInvoke request, Context context)
    {
        if (!Code.TryGetValue(request.FunctionName!, out var function))
            return new AwsError("ResourceNotFoundException", $"Function not found: {request.FunctionName}", 404);
        try
        {
            return new FakeResult { StatusCode = 200, Payload = Encoding.UTF8.GetBytes(await function(JsonNode.Parse(request.Payload!)!)) };
        }
        catch (InvalidOperationException e)
        {
            return new FakeResult
            {
                StatusCode = 200,
                FunctionError = "Unhandled",
                Payload = Encoding.UTF8.GetBytes($$"""{"errorMessage":"{{e.Message}}"}"""),
            };
        }
    }
}

internal sealed class FakeState(Service service, Scope scope) : ServiceState(service, scope)
{
    protected internal override void Load(IEnumerable<StoredRow> rows) { }
}

internal sealed record FakeInvoke
{
    public string? FunctionName { get; init; }
    public byte[]? Payload { get; init; }
}

internal sealed record FakeResult
{
    public int StatusCode { get; init; }
    public string? FunctionError { get; init; }
    public byte[]? Payload { get; init; }
}

[JsonSerializable(typeof(FakeInvoke))]
[JsonSerializable(typeof(FakeResult))]
internal sealed partial class FakeJson : JsonSerializerContext;
