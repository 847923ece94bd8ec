namespace LocalCloud.Aws.EventBridge.Connections;

/// <summary>
/// Gets access tokens for OAuth connections, keeps them in memory while they are good, and writes down whether it could.
/// </summary>
internal sealed class ConnectionAuthorizer
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Scope Scope, string Id), Token> _tokens = [];
    private EventsService _service = null!;
    private CancellationToken _stopping;
    private volatile bool _started;

    /// <param name="For">the parameters that it was got with: others need another token</param>
    private sealed record Token(string Value, DateTimeOffset GoodUntil, OAuth For);

    public void Start(EventsService service, CancellationToken stopping)
    {
        (_service, _stopping) = (service, stopping);
        _started = true;
        foreach (var state in service.States.Cast<EventsState>())
        {
            foreach (
                var name in service.Host.Read(state, s =>
                    s.Connections.Values.Where(r => r.State == ConnectionRow.Authorizing).Select(r => r.Name).ToArray()
                )
            )
                Authorize(state, name);
        }
    }

    /// <summary>In the background: the connection's state says when it is done.</summary>
    public void Authorize(EventsState state, string name)
    {
        if (_started && _service.Host.Read(state, s => s.Connections.GetValueOrDefault(name)) is { Auth.OAuthParameters: not null } row)
            _ = TokenAsync(state, row, renew: true, _stopping);
    }

    /// <param name="renew">the one that there is has been refused</param>
    /// <returns>null when the authorization endpoint gives none; the connection says why</returns>
    public async Task<string?> TokenAsync(EventsState state, ConnectionRow row, bool renew, CancellationToken cancellation)
    {
        var key = (state.Scope, row.Id);
        var oauth = row.Auth!.OAuthParameters!;
        lock (_gate)
        {
            if (!renew && _tokens.TryGetValue(key, out var known) && known.For == oauth && known.GoodUntil > state.Time.GetUtcNow())
                return known.Value;
        }
        var (token, reason) = await FetchAsync(state, oauth, cancellation).ConfigureAwait(false);
        if (cancellation.IsCancellationRequested)
            return null;
        lock (_gate)
        {
            if (token is null)
                _tokens.Remove(key);
            else
                _tokens[key] = token;
        }
        await RememberAsync(state, row, oauth, reason).ConfigureAwait(false);
        return token?.Value;
    }

    private async Task<(Token? Token, string? Reason)> FetchAsync(EventsState state, OAuth oauth, CancellationToken cancellation)
    {
        try
        {
            using var limit = new CancellationTokenSource(OutgoingHttp.Timeout, state.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            using var request = OAuthTokenRequest.Make(oauth);
            using var response = await OutgoingHttp.Client.SendAsync(request, either.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                return (null, $"The authorization endpoint answered with HTTP status {(int)response.StatusCode}.");
            if (OAuthTokenRequest.Read(await response.Content.ReadAsStringAsync(either.Token).ConfigureAwait(false)) is not { } read)
                return (null, "The authorization endpoint's answer has no access_token.");
            var goodUntil = read.Lifetime is { } lifetime ? state.Time.GetUtcNow() + lifetime : DateTimeOffset.MaxValue;
            return (new Token(read.Token, goodUntil, oauth), null);
        }
        catch (HttpRequestException e)
        {
            return (null, $"The authorization endpoint cannot be reached: {e.Message}");
        }
        catch (OperationCanceledException)
        {
            return (null, "The authorization endpoint did not answer in time.");
        }
        catch (Exception e) when (e is UriFormatException or InvalidOperationException or NotSupportedException)
        {
            return (null, "The authorization endpoint is not a valid URL.");
        }
    }

    private async Task RememberAsync(EventsState state, ConnectionRow row, OAuth oauth, string? reason) =>
        await _service
            .Host.ChangeAsync(state, (s, changes) =>
            {
                // it may have been changed or deleted meanwhile
                if (s.Connections.GetValueOrDefault(row.Name) is { } now && now.Id == row.Id && now.Auth?.OAuthParameters == oauth)
                {
                    s.Connections.Put(
                        changes,
                        now with
                        {
                            State = reason is null ? ConnectionRow.Authorized : ConnectionRow.Deauthorized,
                            StateReason = reason,
                            LastAuthorized = reason is null ? s.Time.GetUtcNow() : now.LastAuthorized,
                        }
                    );
                }
                return (Result<Nothing>)Nothing.Instance;
            })
            .ConfigureAwait(false);
}
