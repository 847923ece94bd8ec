using System.Buffers;
using System.Diagnostics;

namespace ServiceDefaults.RequestIds;

/// <summary>
/// The id that one request of a client has in every log line, answer, job and event that it leads to.
/// Taken from <c>x-request-id</c> or made; travels beside the trace context, and also without a tracer.
/// </summary>
public static class RequestId
{
    public const string Header = "x-request-id";
    public const int MaxLength = 128;

    private static readonly AsyncLocal<string?> Ambient = new();

    // What is safe in a log line, a header and a message attribute.
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/+=@"
    );

    /// <summary>The id of the request, job or event that is being handled; null outside of one.</summary>
    public static string? Current => Ambient.Value;

    /// <summary>True for 1 to 128 characters out of letters, digits and <c>-_.:/+=@</c>.</summary>
    public static bool IsValid(string? value) => value is { Length: > 0 and <= MaxLength } && !value.AsSpan().ContainsAnyExcept(Allowed);

    public static string Create() => Guid.CreateVersion7().ToString("N");

    /// <summary>Makes <paramref name="requestId"/> the current one (a new one if it is missing or not valid) until disposed.</summary>
    public static Scope Use(string? requestId)
    {
        var id = IsValid(requestId) ? requestId! : Create();
        var scope = new Scope(id, Ambient.Value);
        Ambient.Value = id;
        Activity.Current?.SetTag(Telemetry.Attributes.RequestId, id);
        Activity.Current?.SetBaggage(Telemetry.Attributes.RequestId, id);
        return scope;
    }

    public readonly struct Scope(string value, string? previous) : IDisposable
    {
        public string Value => value;

        public void Dispose() => Ambient.Value = previous;
    }
}
