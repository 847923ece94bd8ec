namespace LocalCloud.Aws.Ses.Classic;

/// <summary>Version 1 answers 400 to whatever the caller did wrong; the codes are the query protocol's.</summary>
internal static class EmailErrors
{
    public static AwsError Of(AwsError error) => error.IsSender ? error with { Status = 400 } : error;

    public static Result<TTo> Map<TFrom, TTo>(this Result<TFrom> result, Func<TFrom, TTo> map) =>
        result.Ok(out var value, out var error) ? map(value) : Of(error);
}
