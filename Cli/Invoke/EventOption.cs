using System.Text.Json;
using LocalCloud.Deploy;
using LocalCloud.Tune;

namespace Serverless.Cli.Invoke;

/// <summary>An event from a file or from standard input.</summary>
internal static class EventOption
{
    /// <param name="file"><c>-</c>: standard input.</param>
    /// <returns>As it was written.</returns>
    /// <exception cref="TuneException">It cannot be read, or is no JSON.</exception>
    public static async Task<string> ReadAsync(string file, CancellationToken cancellation)
    {
        var name = file == "-" ? "Standard input" : file;
        string text;
        try
        {
            text = file == "-" ? await Console.In.ReadToEndAsync(cancellation) : await File.ReadAllTextAsync(file, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new TuneException(
                file.TrimStart() is ['{' or '[' or '"', ..]
                    ? "--event takes a file, not the event itself: give it on standard input, with --event -"
                    : $"--event: {file} cannot be read: {error.Message}",
                ExitCodes.BadInput
            );
        }
        try
        {
            using var _ = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException error)
        {
            throw new TuneException($"--event: {name} is no JSON: {error.Message}", ExitCodes.BadInput);
        }
    }
}
