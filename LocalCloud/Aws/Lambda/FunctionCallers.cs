using LocalCloud.Aws.Metering;

namespace LocalCloud.Aws.Lambda;

/// <summary>What Lambda does with a function's role, counted as the function's.</summary>
internal static class FunctionCallers
{
    public static Caller Caller(this LambdaState state, CallerKind kind, string function, string? qualifier = null) =>
        new(
            kind,
            function,
            state.Service.Host.Read(state, s => s.Functions.GetValueOrDefault(function)?.Find(qualifier)?.Configuration.Role)
        );
}
