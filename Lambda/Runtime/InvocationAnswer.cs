namespace Lambda.Runtime;

/// <summary>Sends exactly one answer: a response, a stream, or an error.</summary>
internal sealed class InvocationAnswer(RuntimeApi api, string requestId) : IInvocationAnswer, IAsyncDisposable
{
    /// <summary>https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB, exactly.</summary>
    public const int MaxBytes = 6_291_556;

    private StreamedResponse? _stream;
    private bool _sent;

    /// <summary>Why Lambda did not take the answer, if it did not.</summary>
    public string? Refusal { get; private set; }

    public async Task SendAsync(ReadOnlyMemory<byte> json)
    {
        Claim();
        if (json.Length > MaxBytes)
        {
            await SendErrorAsync(
                InvocationError.OfRuntime(
                    "ResponseTooLarge",
                    new InvalidOperationException(
                        $"The answer has {json.Length} bytes; Lambda takes at most {MaxBytes}. Stream it, or store it and answer its "
                            + "address."
                    )
                )
            );
            return;
        }

        Refusal = await api.RespondAsync(requestId, json);
    }

    public async Task<Stream> StartStreamAsync(string contentType)
    {
        Claim();
        _stream = api.StreamResponse(requestId, contentType);
        await _stream.OpenAsync();
        return _stream;
    }

    /// <summary>Ends what the handler began, or answers <c>null</c> for it.</summary>
    public async Task CompleteAsync()
    {
        if (_stream is { IsEnded: false })
        {
            Refusal = await _stream.EndAsync(null);
        }
        else if (!_sent)
        {
            await SendAsync("null"u8.ToArray());
        }
    }

    public async Task FailAsync(InvocationError error)
    {
        if (_stream is { IsEnded: false })
        {
            Refusal = await _stream.EndAsync(error);
        }
        else if (!_sent)
        {
            _sent = true;
            await SendErrorAsync(error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null)
        {
            await _stream.DisposeAsync();
        }
    }

    private async Task SendErrorAsync(InvocationError error) => Refusal = await api.FailAsync(requestId, error);

    private void Claim()
    {
        if (_sent)
        {
            throw new InvalidOperationException("The invocation has been answered already.");
        }

        _sent = true;
    }
}
