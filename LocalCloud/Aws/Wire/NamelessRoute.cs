namespace LocalCloud.Aws.Wire;

/// <summary>A request of the query protocol without an action, as AWS answers it.</summary>
internal sealed class NamelessRoute : Route
{
    public override Task AnswerAsync(HttpContext http, Context context) => FailAsync(http, context, AwsError.InternalFailure);

    public override Task FailAsync(HttpContext http, Context context, AwsError error) =>
        WriteAsync(http, StatusCodes.Status404NotFound, "text/xml", "<UnknownOperationException/>\n"u8.ToArray());
}
