namespace LocalCloud.Aws.S3.Protocol;

/// <summary>An expected failure, with the elements that S3 adds to its error document beside code and message.</summary>
internal sealed record S3Error(string Code, string Message, int Status, params (string Name, string Value)[] Details)
    : AwsError(Code, Message, Status)
{
    public static S3Error From(AwsError error) =>
        error as S3Error
        ?? new(
            error.Code,
            error.Message,
            error.Status,
            [.. (error.Members?.EnumerateObject() ?? []).Select(member => (member.Name, member.Value.ToString()))]
        );

    public static S3Error NoSuchBucket(string bucket) =>
        new("NoSuchBucket", "The specified bucket does not exist", 404, ("BucketName", bucket));

    public static S3Error NoSuchKey(string key) => new("NoSuchKey", "The specified key does not exist.", 404, ("Key", key));

    public static S3Error NoSuchUpload(string uploadId) =>
        new(
            "NoSuchUpload",
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
            404,
            ("UploadId", uploadId)
        );

    public static S3Error InvalidArgument(string message, string name, string value) =>
        new("InvalidArgument", message, 400, ("ArgumentName", name), ("ArgumentValue", value));

    public static S3Error InvalidRequest(string message) => new("InvalidRequest", message, 400);

    public static S3Error AccessDenied(string message = "Access Denied", params (string Name, string Value)[] details) =>
        new("AccessDenied", message, 403, details);

    public static S3Error PreconditionFailed(string condition) =>
        new("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412, ("Condition", condition));

    public static S3Error Archived(string storageClass) =>
        new("InvalidObjectState", "The operation is not valid for the object's storage class", 403, ("StorageClass", storageClass));

    public static S3Error BadDigest(string message, params (string Name, string Value)[] details) =>
        new("BadDigest", message, 400, details);

    /// <summary>For what S3 has and LocalCloud has not.</summary>
    public static S3Error NotImplemented(string what) =>
        new(
            "NotImplemented",
            "A header you provided implies functionality that is not implemented",
            501,
            ("Header", what),
            ("Detail", $"{what} is not supported by LocalCloud.")
        );

    /// <summary>For what S3 has not either.</summary>
    public static S3Error Unimplemented(string header, string why) =>
        new(
            "NotImplemented",
            "A header you provided implies functionality that is not implemented",
            501,
            ("Header", header),
            ("additionalMessage", why)
        );

    public static S3Error Conflict(string key) =>
        new(
            "ConditionalRequestConflict",
            "The conditional request cannot succeed due to a conflicting operation against this resource.",
            409,
            ("Key", key)
        );

    public static S3Error MethodNotAllowed(string method, string resource) =>
        new(
            "MethodNotAllowed",
            "The specified method is not allowed against this resource.",
            405,
            ("Method", method),
            ("ResourceType", resource)
        );

    public static readonly S3Error NotModified = new("NotModified", "", 304);

    public static readonly S3Error MalformedXml = new(
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema",
        400
    );

    public static readonly S3Error IncompleteBody = new(
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header",
        400
    );

    /// <summary>A body has to say how long it is: chunks do not.</summary>
    public static S3Error NoLength(Microsoft.AspNetCore.Http.HttpRequest request) =>
        request.Headers.TransferEncoding.Count == 0
            ? MissingContentLength
            : new(
                "NotImplemented",
                "A header you provided implies functionality that is not implemented",
                501,
                ("Header", "Transfer-Encoding")
            );

    /// <summary>Of what needs a bucket with Object Lock.</summary>
    public static readonly S3Error NotLocked = new("InvalidRequest", "Bucket is missing Object Lock Configuration", 400);

    public static readonly S3Error UnknownChecksumAlgorithm = InvalidRequest(
        $"Checksum algorithm provided is unsupported. Please try again with any of the valid types: "
            + $"[{Checksums.ChecksumAlgorithm.NamesOfAll}]"
    );

    public static readonly S3Error MissingContentLength = new(
        "MissingContentLength",
        "You must provide the Content-Length HTTP header.",
        411
    );
}
