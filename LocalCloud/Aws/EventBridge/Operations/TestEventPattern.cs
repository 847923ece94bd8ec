using System.Text;
using System.Text.Json;
using LocalCloud.Aws.EventBridge.Patterns;

namespace LocalCloud.Aws.EventBridge.Operations;

internal sealed record TestEventPatternRequest(string? EventPattern, string? Event);

internal sealed record TestEventPatternResponse(bool Result);

internal static class TestEventPattern
{
    public static readonly Operation<EventsState, TestEventPatternRequest, TestEventPatternResponse> Definition =
        Operation<EventsState>.Define(
            "TestEventPattern",
            EventsJson.Default.TestEventPatternRequest,
            EventsJson.Default.TestEventPatternResponse,
            Handle,
            Must.Member<TestEventPatternRequest>("eventPattern", r => r.EventPattern).Required().Length(0, 4096),
            Must.Member<TestEventPatternRequest>("event", r => r.Event).Required()
        );

    private static Result<TestEventPatternResponse> Handle(EventsState state, TestEventPatternRequest request, Context context)
    {
        if (!EventPattern.TryCompile(request.EventPattern!, out var pattern, out var reason))
            return Errors.InvalidPattern(reason);
        var json = Encoding.UTF8.GetBytes(request.Event!);
        if (!EventJson.IsObject(json))
            return Errors.Invalid("Parameter Event is not valid. Reason: Event is not a JSON object.");
        return new TestEventPatternResponse(new RuleIndex([pattern]).Match(json).Count > 0);
    }
}
