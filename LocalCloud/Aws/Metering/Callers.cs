using System.Collections.Concurrent;

namespace LocalCloud.Aws.Metering;

/// <summary>
/// Who a session token belongs to. Every SDK sends it with what it signs (x-amz-security-token, X-Amz-Security-Token in a presigned URL),
/// so that each call of a function is known as the function's, through whichever client it goes. Not kept over a restart, as functions are
/// not.
/// </summary>
internal sealed class Callers
{
    private const string Header = "X-Amz-Security-Token";

    /// <summary>Sessions are made by callers, any number of them: the oldest go. Of functions there is one token each.</summary>
    private const int MostSessions = 4096;

    private readonly ConcurrentDictionary<string, Caller> _functions = new(StringComparer.Ordinal),
        _sessions = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = [];

    public static string? TokenOf(HttpRequest request) =>
        (request.Headers.TryGetValue(Header, out var token) || request.QueryString.HasValue && request.Query.TryGetValue(Header, out token))
        && token is [{ } text]
            ? text
            : null;

    public Caller Of(HttpRequest request) =>
        TokenOf(request) is { } text && (_functions.TryGetValue(text, out var caller) || _sessions.TryGetValue(text, out caller))
            ? caller
            : Caller.Client;

    /// <summary>The token of a function's environments: readable, since who prints it wants to know whose it is.</summary>
    public string TokenOf(Scope scope, string function, string? role)
    {
        var token = $"localcloud/{scope.Account}/{scope.Region}/{function}";
        _functions[token] = new(CallerKind.Function, function, role);
        return token;
    }

    public void AddSession(string token, Caller caller)
    {
        lock (_order)
        {
            _order.Enqueue(token);
            _sessions[token] = caller;
            if (_order.Count > MostSessions)
                _sessions.TryRemove(_order.Dequeue(), out _);
        }
    }
}
