using System.Security.Cryptography;
using LocalCloud.AwsClients.Lambda;
using LocalCloud.Deploy;

namespace LocalCloud.Tune.Preparing;

/// <summary>The package that a function has, to be put back, and those that take its place in the meantime.</summary>
internal static class OriginalCode
{
    /// <summary>
    /// Bytes of a zip that Lambda takes directly: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html.
    /// </summary>
    private const int Largest = 50 << 20;

    /// <returns>The zip.</returns>
    /// <exception cref="TuneException">It could not be put back.</exception>
    public static async Task<byte[]> DownloadAsync(FunctionFacts function, Uri? location, CancellationToken cancellation)
    {
        if (function.PackageType != "Zip" || location is null)
            throw new TuneException(
                $"{function.Name} is a container image: builds can be compared of functions with a zip.",
                ExitCodes.BadInput
            );
        if (function.CodeSize > Largest)
            throw new TuneException(
                $"The package of {function.Name} has {function.CodeSize >> 20} MB: Lambda takes 50 MB directly, so it "
                    + "could not be put back.",
                ExitCodes.BadInput
            );
        using var http = new HttpClient();
        var zip = await http.GetByteArrayAsync(location, cancellation).ConfigureAwait(false);
        if (Convert.ToBase64String(SHA256.HashData(zip)) != function.CodeSha256)
            throw new TuneException($"The package of {function.Name} did not arrive as Lambda has it.");
        return zip;
    }

    /// <exception cref="TuneException">It is no zip that Lambda takes.</exception>
    public static byte[] Read(Build build)
    {
        try
        {
            var zip = File.ReadAllBytes(build.File);
            if (zip.Length > Largest)
                throw new TuneException($"{build.File} has {zip.Length >> 20} MB: Lambda takes 50 MB directly.", ExitCodes.BadInput);
            return zip is [(byte)'P', (byte)'K', ..] ? zip : throw new TuneException($"{build.File} is no zip.", ExitCodes.BadInput);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TuneException($"{build.File} cannot be read: {error.Message}", ExitCodes.BadInput);
        }
    }
}
