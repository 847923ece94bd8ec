using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Lambda;

/// <summary>Section <c>Lambda</c>, so <c>Lambda__DeadlineMargin</c> in a function's environment.</summary>
public sealed record LambdaOptions
{
    /// <summary>
    /// How long before the function's time-out an invocation is cancelled: the time to answer that it was, and to say why.
    /// </summary>
    public TimeSpan DeadlineMargin { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Answers HTTP requests as a stream. Must be what the trigger expects, which a function cannot see: function URL with invoke
    /// mode RESPONSE_STREAM, or a REST API integration with streaming.
    /// </summary>
    public bool ResponseStreaming { get; init; }

    /// <summary>
    /// What a custom domain name maps to this API, such as <c>/shop</c>: becomes the request's path base. A stage's name is seen without
    /// it.
    /// </summary>
    public string PathBase { get; init; } = "";

    /// <summary>Messages of one batch in work at the same time; FIFO queues are worked off one by one.</summary>
    public int BatchConcurrency { get; init; } = 10;

    /// <summary>
    /// Registers an extension within the process, for Lambda sends SIGTERM only to environments that have one. Costs some milliseconds of
    /// init. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-shutdown
    /// </summary>
    public bool GracefulShutdown { get; init; }

    /// <exception cref="FormatException">A value is not what it has to be; the message names it.</exception>
    internal static LambdaOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Lambda");
        var defaults = new LambdaOptions();
        return new LambdaOptions
        {
            DeadlineMargin = Read(nameof(DeadlineMargin), defaults.DeadlineMargin, text =>
                TimeSpan.Parse(text, CultureInfo.InvariantCulture)
            ),
            ResponseStreaming = Read(nameof(ResponseStreaming), defaults.ResponseStreaming, bool.Parse),
            PathBase = (section[nameof(PathBase)] ?? defaults.PathBase).TrimEnd('/'),
            BatchConcurrency = Read(nameof(BatchConcurrency), defaults.BatchConcurrency, text =>
                int.Parse(text, CultureInfo.InvariantCulture)
            ),
            GracefulShutdown = Read(nameof(GracefulShutdown), defaults.GracefulShutdown, bool.Parse),
        };

        T Read<T>(string name, T fallback, Func<string, T> parse)
        {
            if (section[name] is not { Length: > 0 } text)
            {
                return fallback;
            }

            try
            {
                return parse(text);
            }
            catch (Exception exception) when (exception is FormatException or OverflowException)
            {
                throw new FormatException($"The setting Lambda:{name} is '{text}', which is no {typeof(T).Name}.", exception);
            }
        }
    }
}
