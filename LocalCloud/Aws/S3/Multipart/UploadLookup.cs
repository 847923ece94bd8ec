using System.Globalization;
using LocalCloud.Aws.S3.Buckets;
using LocalCloud.Aws.S3.Protocol;

namespace LocalCloud.Aws.S3.Multipart;

internal static class UploadLookup
{
    public const int LastPartNumber = 10_000;

    public static S3Answer InUpload(this Bucket bucket, S3Request request, Func<Upload, S3Answer> use)
    {
        var id = request.Query("uploadId")!;
        return bucket.Uploads.TryGetValue(id, out var upload) && upload.Row.Key == request.Key ? use(upload) : S3Error.NoSuchUpload(id);
    }

    public static int? PartNumber(S3Request request, out S3Error? error)
    {
        error = null;
        var text = request.Query("partNumber") ?? "";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= LastPartNumber)
            return number;
        error = S3Error.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
        return null;
    }
}
