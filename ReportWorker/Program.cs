using Lambda;
using Platform;
using Platform.Data;
using Platform.Queue;
using Platform.Queue.Consuming;
using Platform.Sweep;
using ReportWorker.Images;
using ReportWorker.Mail;
using ReportWorker.Reports;
using ServiceDefaults;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddLambda();
builder.AddServiceDefaults();
builder.AddPlatformData();
builder.AddFileStore();
builder.AddMailSender();
builder.AddJobConsumer();
builder.AddSweep();
builder.Services.AddJobHandler<GenerateReport, GenerateReportHandler>();
builder.Services.AddJobHandler<SendMail, SendMailHandler>();
builder.Services.AddJobHandler<ProcessImage, ProcessImageHandler>();

var app = builder.Build();
app.UseServiceDefaults();
app.MapDefaultEndpoints();
app.Run();
